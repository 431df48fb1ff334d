/** Whether a process of this machine is there. */
export function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0); // signal 0 asks only whether the process is there
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM';
  }
}
