// What a victim itself says of an incident: only words of its own count, never what others say of it.

const maxText = 65_536;
const maxNames = 5;

// Between the name and its verb: a few words, but no other subject and no passive ("was confirmed by the police").
const between = String.raw`(?:(?!\b(?:not|never|yet|was|were|been|be|is|are|and|but)\b)[^.!?。！？\n]){0,60}?`;
const matter = String.raw`(?:data|security|cyber|breach|incident|attack|intrusion|leak|theft|stolen|ransomware|unauthori[sz]ed|compromis|hack|(?:it|this)\b|the claims?)`;
const confirms = String.raw`\b(?:confirm(?:s|ed)?|acknowledge[sd]?|admit(?:s|ted)?)\b[^.!?。！？\n]{0,80}?\b${matter}`;
const denies = String.raw`\b(?:den(?:y|ies|ied)|dispute[sd]?|refute[sd]?|reject(?:s|ed)?|found no evidence|sees no evidence)\b[^.!?。！？\n]{0,80}?\b${matter}`;
const cjkBetween = String.raw`(?:(?![未没沒])[^。！？\n]){0,24}?`;
const cjkConfirms = String.raw`(?:证实|證實|承认|承認|已确认|認めた|認める|公表した)`;
const cjkDenies = String.raw`(?:否认|否認|否定した|否定する|不属实|不屬實)`;

/** What a victim says of an incident. */
export type Stance = "confirmed" | "denied";

/**
 * Finds whether one of these companies confirms or denies what a post tells; null where it says neither.
 *
 * "Harbour Lines confirmed a breach" counts; "has not confirmed", "was confirmed by the police" and "researchers
 * confirmed" do not. Where a post has both, the confirmation stands: it is what comes last.
 */
export function readStance(text: string, names: readonly string[]): Stance | null {
  const read = text.slice(0, maxText);
  const wanted = names.filter((name) => name.trim().length > 1).slice(0, maxNames);
  const says = (verbs: string, cjkVerbs: string): boolean =>
    wanted.some((name) => {
      const literal = RegExp.escape(name.trim().slice(0, 100));
      return new RegExp(`${literal}(?:${between}${verbs}|${cjkBetween}${cjkVerbs})`, "iu").test(read);
    });
  if (says(confirms, cjkConfirms)) return "confirmed";
  return says(denies, cjkDenies) ? "denied" : null;
}
