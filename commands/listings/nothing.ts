/** Says what to try where no listing is to be shown. */
export function renderNothing(hasFilter: boolean): string {
  return hasFilter
    ? "No listing fits. Fewer options or shorter words find more."
    : "Nothing has been read yet. `/sources list` says what is read, and when.";
}
