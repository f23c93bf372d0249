/** Month names by month, as {@link foldWord} leaves them: English, German, French, Spanish, Italian, Portuguese, Dutch, Nordic, Polish, Czech, Hungarian, Turkish, Indonesian, Romanian, Greek, Russian, Ukrainian. */
const months: readonly string[] = [
  "jan january januar janner janvier janv enero ene gennaio gen janeiro januari styczen stycznia sty leden ledna januarja ocak oca ianuarie ian ιαν ιανουαριος ιανουαριου янв январь января січень січня січ gannaio gener",
  "feb february februar feber fevrier fevr fev febrero febbraio fevereiro februari luty lutego lut unor unora subat sub februarie φεβ φεβρουαριος φεβρουαριου фев февраль февраля февр лютии лютого лют pebruari",
  "mar march marz mrz mars marzo marco maart mrt marts marzec marca brezen brezna marcius marc mart maret martie μαρ μαρτιος μαρτιου мар март марта березень березня бер maerz",
  "apr april avril avr abril abr aprile kwiecien kwietnia kwi duben dubna aprilis nisan nis aprilie απρ απριλιος απριλιου апр апрель апреля квітень квітня кві квіт",
  "may mai mayo maggio mag maio mei maj maja kveten kvetna majus mayis μαι μαιος μαιου маи мая травень травня трав тра",
  "jun june juni juin junio giugno giu junho czerwiec czerwca cze cerven cervna junius haziran haz iunie iun ιουν ιουνιος ιουνιου июн июнь июня червень червня черв чер",
  "jul july juli juillet juil julio luglio lug julho lipiec lipca lip cervenec cervence julius temmuz tem iulie iul ιουλ ιουλιος ιουλιου июл июль июля липень липня лип",
  "aug august aout aou agosto ago augusti augustus sierpien sierpnia sie srpen srpna augusztus agustos agu agustus αυγ αυγουστος αυγουστου авг август августа серпень серпня серп сер",
  "sep sept september septembre septiembre set settembre setembro wrzesien wrzesnia wrz zari szeptember szept eylul eyl septembrie σεπ σεπτεμβριος σεπτεμβριου сен сент сентябрь сентября вересень вересня вер",
  "oct october oktober okt octobre octubre ottobre ott outubro out pazdziernik pazdziernika paz rijen rijna ekim eki octombrie οκτ οκτωβριος οκτωβριου окт октябрь октября жовтень жовтня жов",
  "nov november novembre noviembre novembro listopad listopada lis kasim kas noiembrie noi νοε νοεμ νοεμβριος νοεμβριου ноя нояб ноябрь ноября листопада лист",
  "dec december dezember dez decembre diciembre dic dicembre dezembro desember des grudzien grudnia gru prosinec prosince aralik ara decembrie δεκ δεκεμβριος δεκεμβριου дек декабрь декабря грудень грудня груд",
];
/** Sunday first, as {@link foldWord} leaves them. */
const weekdays: readonly string[] = [
  "sun sunday sonntag dimanche domingo domenica zondag воскресенье",
  "mon monday montag lundi lunes lunedi segunda maandag понедельник",
  "tue tues tuesday dienstag mardi martes martedi terca dinsdag вторник",
  "wed wednesday mittwoch mercredi miercoles mercoledi quarta woensdag среда среду",
  "thu thur thurs thursday donnerstag jeudi jueves giovedi quinta donderdag четверг",
  "fri friday freitag vendredi viernes venerdi sexta vrijdag пятница пятницу",
  "sat saturday samstag samedi sabado sabato zaterdag суббота субботу",
];

/** Minutes east of UTC by the abbreviation of a time zone. */
export const zoneOffsets: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  met: 60,
  mez: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  msd: 240,
  ist: 330,
  ict: 420,
  wib: 420,
  hkt: 480,
  sgt: 480,
  awst: 480,
  kst: 540,
  jst: 540,
  acst: 570,
  acdt: 630,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  ast: -240,
  adt: -180,
  at: -240,
  et: -300,
  est: -300,
  edt: -240,
  ct: -360,
  cst: -360,
  cdt: -300,
  mt: -420,
  mst: -420,
  mdt: -360,
  pt: -480,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  brt: -180,
  art: -180,
  nst: -210,
  ndt: -150,
};

/** Days from today by the word that says so. */
export const dayWords: Readonly<Record<string, number>> = {
  today: 0,
  heute: 0,
  "aujourd'hui": 0,
  hoy: 0,
  oggi: 0,
  hoje: 0,
  vandaag: 0,
  idag: 0,
  dzis: 0,
  dzisiaj: 0,
  dnes: 0,
  bugun: 0,
  сегодня: 0,
  сьогодні: 0,
  今天: 0,
  今日: 0,
  오늘: 0,
  yesterday: -1,
  gestern: -1,
  hier: -1,
  ayer: -1,
  ieri: -1,
  ontem: -1,
  gisteren: -1,
  igar: -1,
  wczoraj: -1,
  vcera: -1,
  dun: -1,
  вчера: -1,
  вчора: -1,
  昨天: -1,
  昨日: -1,
  어제: -1,
};

/** Milliseconds of a unit by the beginning of its name. */
export const unitBeginnings: readonly (readonly [RegExp, number])[] = [
  [
    /^(?:s|secs?|seconds?|sekunden?|secondes?|segundos?|secondi|secondo|сек\p{L}*|секунд\p{L}*|秒|초)$/u,
    1000,
  ],
  [
    /^(?:m|mins?|minutes?|minuten?|minutos?|minuti|minuto|минут\p{L}*|мин|хвилин\p{L}*|分钟|分鐘|分|분)$/u,
    60_000,
  ],
  [
    /^(?:h|hrs?|hours?|stunden?|heures?|horas?|ore|ora|uur|час\p{L}*|годин\p{L}*|小时|小時|時間|시간)$/u,
    3_600_000,
  ],
  [/^(?:d|days?|tag(?:e|en)?|jours?|dias?|giorni|giorno|dagen|dag|дн\p{L}*|день|天|日|일)$/u, 86_400_000],
  [
    /^(?:w|weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken|week|недел\p{L}*|周|週間|주)$/u,
    7 * 86_400_000,
  ],
  [
    /^(?:months?|monat(?:e|en)?|mois|mes(?:es)?|mesi|maanden|месяц\p{L}*|个月|個月|ヶ月|개월)$/u,
    30 * 86_400_000,
  ],
  [/^(?:y|years?|jahre?n?|ans?|anos?|anni|anno|jaar|год\p{L}*|лет|年|년)$/u, 365 * 86_400_000],
];

/** Lower case without accents and dots: `März.` is `marz`. */
export function foldWord(word: string): string {
  if (/^[a-z]+$/i.test(word)) return word.toLowerCase();
  return word
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036F.]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ı", "i")
    .replaceAll("ł", "l");
}

function indexWords(table: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    table.flatMap((words, index) => words.split(" ").map((word): [string, number] => [word, index])),
  );
}

const monthIndex = indexWords(months);
const weekdayIndex = indexWords(weekdays);

/** 1 to 12, or null. */
export function findMonth(word: string): number | null {
  const index = monthIndex.get(foldWord(word));
  return index === undefined ? null : index + 1;
}

/** 0 (Sunday) to 6, or null. */
export function findWeekday(word: string): number | null {
  return weekdayIndex.get(foldWord(word)) ?? null;
}
