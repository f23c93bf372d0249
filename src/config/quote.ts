/** Shows a wrong value in a message: one line, at most 60 characters, in quotes. Never for a secret. */
export function quote(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
  return `"${line.length > 60 ? `${line.slice(0, 59)}…` : line}"`;
}
