const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const CHECK_EVERY = 500;

/**
 * A signal that aborts when this process is asked to end. To be called at the start.
 * npm hands what it gets to the shell between it and this process only, and the shell keeps it to
 * itself. So when npm started this process, the end of that shell counts too.
 * @returns {AbortSignal}
 */
export function interruptionSignal() {
  const interruption = new AbortController();
  for (const name of SIGNALS) {
    process.on(name, () => interruption.abort());
  }
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && interruption.abort(), CHECK_EVERY).unref();
  }
  return interruption.signal;
}
