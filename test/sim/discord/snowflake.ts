/** First millisecond of 2015: Discord's ids count from there. */
const discordEpochMs = 1_420_070_400_000;

/**
 * Makes ids as Discord does: time in the upper bits, so that they sort by age.
 *
 * @param now - epoch ms
 * @returns a function that never returns the same id twice
 */
export function createSnowflakes(now: () => number): () => string {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const ms = Math.max(now(), lastMs);
    counter = ms === lastMs ? counter + 1 : 0;
    // 12 bits of counter; a busier millisecond borrows from the next one.
    lastMs = counter > 4095 ? ms + 1 : ms;
    if (counter > 4095) counter = 0;
    return ((BigInt(lastMs - discordEpochMs) << 22n) | BigInt(counter)).toString();
  };
}

/** Whether a text is an id as Discord's specification writes it. */
export function isSnowflake(text: string): boolean {
  return /^[1-9]\d{0,19}$/.test(text);
}
