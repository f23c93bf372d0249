/**
 * Ends with npm where npm started us: told to stop, it dies of the signal at once instead of passing it on, and a
 * bot that nobody holds any more would go on posting.
 */
export function followParent(end: () => void): void {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    end();
  }, 500);
  look.unref();
}
