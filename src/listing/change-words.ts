/** Words of lowered and raised prices, in every language that prices are read in. */
import { wordSet } from "./cues.ts";

/** The amount behind it is no longer asked. */
export const past = wordSet(
  `was were old previous previously former formerly before originally original earlier initial initially wanted
   antes anterior anteriormente alt alter vorher war bisher früher zuvor ursprünglich ancien avant auparavant initialement
   старая раньше было прежде ранее стоила стоило стоил`,
);
/** The amount behind it is asked today. */
export const present = wordSet(
  `now new today currently current only jetzt neu neuer nun heute inzwischen mittlerweile ahora nuevo hoy actualmente agora novo hoje atualmente
   maintenant nouveau désormais aujourdhui теперь новая сейчас стало сегодня`,
);
/** They may stand between such a word and its amount. */
export const fillers = wordSet(
  "price priced the it is its at for just still asking cost es sind ist liegt bei est son sólo solo apenas всего только precio preis preço prix цена",
);
/** The amount before which one stands was asked at first. */
export const atFirst = wordSet(
  `initially originally formerly zunächst zuerst anfangs ursprünglich inicialmente originalmente primero primeiro initialement abord
   сначала первоначально изначально вначале`,
);
/** The same, where one stands close to the amount: "previously sold for $900". */
export const once = wordSet("previously original anteriormente früher раньше précédemment");
/** What is told behind it came later. */
export const later = wordSet(
  "then later since luego después depois ensuite puis dann danach später затем потом позже",
);
/** A price is lowered. */
const lowering = `cut cutting lowered lower lowers lowering reduced reduces reducing reduce dropped drops drop discounted slashed slashing
   bajó bajaron bajado bajar rebajó rebajaron rebajado rebajada redujo redujeron reducido reducida reduziu reduziram reduzido reduzida baixou baixaram baixado
   réduit réduite réduire baissé baisse ramené ramenée ramener abaissé gesenkt senkte senkten reduziert reduzierte reduzierten heruntergesetzt herabgesetzt
   снизил снизила снизили снижена снижено сбросил сбросили опустил опустили уменьшил уменьшили уменьшила скинул понизил`;
/** A price was raised. */
const raised = `raised raising increased changed hiked doubled tripled
   subió subieron subido aumentó aumentaron aumentado aumentou aumentaram subiu subiram augmenté relevé doublé erhöht erhöhte erhöhten angehoben verdoppelt
   поднял подняли подняла повысил повысили увеличил увеличили удвоил удвоили`;
/** A price is raised or will be: "from $4,000 to $5,000" is no range then. */
export const rising = wordSet(`${raised} raises raise increases increase doubles doubling up`);
/** What stands beside it may be about a changed price. */
export const changing = wordSet(
  `${lowering} ${raised} raises raise increases increase price prices priced went up down`,
);
/** The price is no longer what it was: "$900 if you pay today, which doubles to $1,800" has not changed yet. */
export const changed = wordSet(`${lowering} ${raised}`);
/** "down from $900" */
export const leading = wordSet(
  "down up reduced lowered dropped raised increased discounted slashed cut marked",
);
/** "sold for $600" behind "was $900" */
export const closing = wordSet("sold sell selling yours take asking vendido verkauft vendu продано продал");
/** Before the amount that a price left. */
export const fromWords = wordSet("from von vom de du des desde da do с со от");
/** Before the amount that it came to. */
export const toWords = wordSet("to auf zu a au até para por до");
/** "instead of $900": one word or two. */
export const insteadOf = {
  alone: wordSet("statt anstatt anstelle вместо"),
  withOf: wordSet("instead lieu lugar vez"),
  of: wordSet("of de"),
};

/** The same in scripts without spaces. */
export const glyphChanges = {
  atFirst: /当初|最初|起初|原价|原價|原先|原本|先前|元は|元々|以前|처음/,
  later: /[现現今后後改变変降涨減减调升]|下げ|上げ|이후|현재/,
  moved: /^[^，、。]{0,3}[降涨減减调改升]/,
  movedFrom: /^(?:から|より|에서)$/,
};
