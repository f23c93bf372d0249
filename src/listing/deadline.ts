/** Until when an offer or a demand stands, against the time of the post. */
import { distanceAfter, distanceBefore, hasWord, wordSet } from "./cues.ts";
import { glyphsNear, isGlyphText } from "./glyph-cues.ts";
import type { Passage, Sentence } from "./passage.ts";
import type { DateQuantity, DurationQuantity } from "./quantity.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const firm = `deadline until till by timer expires ends valid before bis hasta até jusqu jusquau до entro tot
   frist läuft endet gültig spätestens vence vencen termina finaliza encerra acaba expira válido válida antes plazo prazo
   délai échéance expire termine valable avant срок истекает действует действительно заканчивается`;
const firmBefore = wordSet(firm);
const before = wordSet(
  `${firm} within expire end give gives given giving have has publication noch quedan faltan faltam restam restent reste
   осталось остается через течение innerhalb binnen dentro dans`,
);
const after = wordSet(
  "left remaining remain remains deadline more to übrig restantes restants verbleiben осталось",
);
const deciding = wordSet(
  `pay contact respond reply decide decision negotiate publish published publication release released leak leaked deadline timer
   left remaining ransom demand demands demanded wants payment offer valid expires price auction sale given gave
   zahlen lösegeld frist gültig angebot versteigerung veröffentlichen veröffentlicht noch
   pagar pago rescate subasta vence plazo oferta válido válida publicar publicarán termina quedan encerra faltan exigen
   resgate pagamento leilão prazo faltam restam publicados dado deram dieron
   payer rançon délai enchères offre valable restent reste donné échéance expire publier
   заплатить платить выкуп срок аукцион осталось предложение действует опубликуют требуют`,
);
const glyphDeciding =
  /付款|支付|赎金|期限|截止|有效|到期|拍卖|公开|报价|售价|支払|身代金|公開|締切|締め切り|オークション|販売|残り/;
const glyphUntil = ["截止", "截至", "期限", "有效期", "到期", "之前", "まで", "締切", "前に", "前付款"];
const glyphTerm = [
  "期限",
  "还剩",
  "剩余",
  "仅剩",
  "残り",
  "以内",
  "之内",
  "天内",
  "日内",
  "内不",
  "内付",
  "内支",
  "限时",
];
const weekdays = [
  "sunday sonntag dimanche domingo воскресенья воскресенье",
  "monday montag lundi lunes segunda понедельника понедельник",
  "tuesday dienstag mardi martes terça вторника вторник",
  "wednesday mittwoch mercredi miércoles quarta среды среда",
  "thursday donnerstag jeudi jueves quinta четверга четверг",
  "friday freitag vendredi viernes sexta пятницы пятница",
  "saturday samstag sonnabend samedi sábado субботы суббота",
].map(wordSet);
const glyphWeekday = /(?:周|星期|礼拜)([日天一二三四五六])(?:之?前|截止|到期)|([日月火水木金土])曜日?まで/;
const glyphWeekdays = ["日天日", "一月", "二火", "三水", "四木", "五金", "六土"];

/**
 * Finds the deadline; null where none is stated or the post's own time is needed and unknown.
 *
 * A day counts to its end in UTC: "until Friday" is Friday 23:59:59.
 */
export function readDeadline(passages: readonly Passage[], publishedAt: Date | null): Date | null {
  for (const passage of passages)
    for (const [number, sentence] of passage.sentences.entries()) {
      if (!decides(passage, sentence)) continue;
      const found = inSentence(passage, number, sentence, publishedAt);
      if (found !== null) return found;
    }
  return null;
}

function decides(passage: Passage, sentence: Sentence): boolean {
  const { tokens } = passage;
  return (
    hasWord(tokens, sentence.first, sentence.end, deciding) ||
    (isGlyphText(passage) && glyphDeciding.test(textOf(passage, sentence)))
  );
}

const textOf = ({ tokens, folded }: Passage, { first, end }: Sentence): string =>
  folded.text.slice(tokens[first]?.start ?? 0, tokens[end - 1]?.end ?? 0);

function inSentence(
  passage: Passage,
  number: number,
  sentence: Sentence,
  publishedAt: Date | null,
): Date | null {
  const { tokens } = passage;
  for (const quantity of passage.quantitiesOf.get(number) ?? []) {
    if (quantity.kind === "duration" && isTerm(passage, quantity, sentence) && publishedAt !== null)
      return new Date(publishedAt.getTime() + quantity.hours * hourMs);
    if (
      quantity.kind === "date" &&
      (distanceBefore(tokens, quantity.first, sentence.first, firmBefore, 4) !== null ||
        glyphsNear(passage, quantity.first, quantity.end, "clause")(glyphUntil))
    ) {
      const date = dateOf(quantity, publishedAt);
      if (date !== null) return date;
    }
  }
  if (publishedAt === null) return null;
  const day = weekdayIn(passage, sentence);
  if (day < 0) return null;
  return endOfDay(publishedAt.getTime() + ((day - publishedAt.getUTCDay() + 7) % 7) * dayMs);
}

/** The day of the week until which something stands, Sunday first; -1 where none is named. */
function weekdayIn(passage: Passage, sentence: Sentence): number {
  const { tokens } = passage;
  for (let index = sentence.first; index < sentence.end; index++) {
    const day = weekdays.findIndex((names) => names.has(tokens[index]?.key ?? ""));
    if (day >= 0 && distanceBefore(tokens, index, sentence.first, firmBefore, 3) !== null) return day;
  }
  const found = isGlyphText(passage) ? glyphWeekday.exec(textOf(passage, sentence)) : null;
  const glyph = found?.[1] ?? found?.[2];
  return glyph === undefined
    ? -1
    : glyphWeekdays.findIndex((names) =>
        found?.[1] === undefined ? names.at(-1) === glyph : names.slice(0, -1).includes(glyph),
      );
}

function isTerm(passage: Passage, quantity: DurationQuantity, sentence: Sentence): boolean {
  const { tokens } = passage;
  if (
    quantity.hours > 24 * 120 ||
    ["ago", "earlier", "later", "old"].includes(tokens[quantity.end]?.key ?? "")
  )
    return false;
  if (glyphsNear(passage, quantity.first, quantity.end, "clause")(glyphTerm)) return true;
  if (distanceAfter(tokens, quantity.end, sentence.end, after, 1) !== null) return true;
  const near = distanceBefore(tokens, quantity.first, sentence.first, before, 3);
  return near !== null && tokens[quantity.first - 1]?.key !== "every";
}

function dateOf(quantity: DateQuantity, publishedAt: Date | null): Date | null {
  const { year, month, day } = quantity;
  if (month === null || day === null) return null;
  const known = year ?? publishedAt?.getUTCFullYear() ?? null;
  if (known === null || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const date = endOfDay(Date.UTC(known, month - 1, day));
  // "by January 15" said in December is next year's.
  if (year === null && publishedAt !== null && date.getTime() < publishedAt.getTime() - 31 * dayMs)
    return endOfDay(Date.UTC(known + 1, month - 1, day));
  return date;
}

const endOfDay = (time: number): Date => {
  const date = new Date(time);
  date.setUTCHours(23, 59, 59, 0);
  return date;
};
