/** Kills the process at a named point, for fault tests; does nothing unless the setting names this point. */
export type Failpoint = (name: string) => void;

/** @param armed the point to die at, `''` for none */
export function createFailpoint(armed: string): Failpoint {
  return (name) => {
    if (armed !== '' && armed === name) process.kill(process.pid, 'SIGKILL');
  };
}
