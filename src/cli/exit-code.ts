/** Done; the input is at fault; we are; somebody interrupted it (128 + SIGINT, as shells have it). */
export const EXIT = { done: 0, input: 1, ours: 2, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
