/** Done; the input is at fault; we are. */
export const EXIT = { done: 0, input: 1, ours: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
