/** What {@link foldUnit} answers for a code unit that separates tokens. */
export const separator = 0;
/** … that stands inside a word without being part of it: combining marks, soft hyphens, zero-width characters. */
export const ignorable = -1;
/** … that is half of a character outside the basic plane. */
const surrogate = -2;
/** An entry of a folding table that was not asked for yet. */
const unknown = -3;
/** Answers of several letters ("ß" → "ss") carry this flag and 7 bits for each letter. */
const expansion = 0x4000_0000;

const special: Readonly<Record<string, string>> = {
  ß: "ss",
  ẞ: "ss",
  æ: "ae",
  Æ: "ae",
  œ: "oe",
  Œ: "oe",
  þ: "th",
  Þ: "th",
  ø: "o",
  Ø: "o",
  đ: "d",
  Đ: "d",
  ð: "d",
  Ð: "d",
  ł: "l",
  Ł: "l",
  ı: "i",
  ħ: "h",
  Ħ: "h",
  ŋ: "n",
  Ŋ: "n",
  ƒ: "f",
  ª: "a",
  º: "o",
  ى: "ي",
  ة: "ه",
  ς: "σ",
};

// Traditional → simplified, pairs, for the characters that company names and their descriptions use.
const simplified =
  "來来萬万蘋苹豐丰車车華华為为電电業业團团東东國国際际銀银證证聯联網网馬马龍龙門门飛飞機机無无線线訊讯騰腾億亿達达貿贸實实廣广運运" +
  "動动區区鐵铁鋼钢鋁铝錢钱財财產产資资訂订誠诚誼谊諾诺謙谦識识護护設设計计許许記记論论評评語语說说請请調调購购賣卖買买費费貨货" +
  "貴贵賓宾賽赛贏赢趙赵躍跃軟软輪轮輸输轉转邊边遠远連连進进過过郵邮鄉乡釀酿醫医針针釋释開开閃闪間间關关陽阳陸陆陳陈隊队階阶隨随" +
  "雙双雜杂雲云霧雾靈灵靜静韓韩響响頁页頂顶項项順顺須须預预領领頭头題题額额顏颜類类風风飯饭飲饮館馆駕驾驗验驚惊體体魚鱼鮮鲜鳥鸟" +
  "鳳凤鴻鸿麗丽麥麦黃黄點点齊齐齒齿龜龟與与專专業业兩两嚴严個个豐丰臨临義义習习書书亞亚產产親亲僅仅從从倉仓儀仪價价眾众優优會会" +
  "傳传傷伤倫伦偉伟側侧億亿兒儿內内凱凯劃划劉刘則则剛刚創创別别劇剧勁劲勞劳勢势務务勝胜勵励勻匀匯汇協协單单卻却廠厂歷历厲厉縣县" +
  "參参變变號号葉叶嘆叹嗎吗啟启員员園园圍围圖图圓圆場场塊块堅坚壇坛壓压壘垒塵尘墊垫處处備备復复夢梦夾夹奪夺奮奋奧奥婦妇媽妈孫孙" +
  "學学寧宁寶宝實实審审寫写將将對对導导尋寻屆届層层屬属島岛嶺岭嶽岳嵐岚巖岩幣币師师帳帐帶带幫帮幾几庫库應应廟庙廢废張张彈弹強强" +
  "當当錄录徑径德德態态總总戀恋愛爱憲宪慶庆戰战戲戏戶户執执擴扩掃扫揚扬換换據据擇择擊击擔担擬拟攝摄數数斷断於于時时晉晋曉晓暢畅" +
  "條条楊杨極极構构槍枪樂乐樓楼標标樣样樞枢橋桥檔档檢检櫃柜權权歐欧歡欢歲岁殘残殺杀殼壳氣气漢汉湯汤溝沟滅灭滬沪滾滚滿满漁渔潔洁" +
  "潤润澤泽濟济濱滨灣湾灘滩燈灯營营爐炉爾尔牆墙狀状獨独獎奖獲获獻献環环現现瑪玛畢毕畫画異异瘋疯療疗發发盜盗盤盘監监盧卢眼眼礎础" +
  "確确碼码禮礼禪禅種种積积稱称穩稳穀谷窮穷競竞筆笔筍笋節节範范築筑簡简簽签籃篮籌筹糧粮約约紅红紀纪純纯紙纸級级紐纽紋纹紡纺細细" +
  "紹绍終终組组結结絕绝給给統统絲丝經经綠绿維维綱纲綜综緊紧緣缘編编緩缓練练縮缩績绩織织繪绘繼继續续罷罢羅罗聖圣聞闻聲声職职聽听" +
  "腦脑膠胶臉脸臺台舉举舊旧艙舱艦舰藝艺蘭兰蘇苏藍蓝蔣蒋蕭萧薩萨藥药虧亏蟲虫衛卫補补製制裝装褲裤襯衬見见規规視视覽览覺觉觀观觸触" +
  "訓训訪访詢询試试詩诗話话該该詳详認认誌志誤误課课誰谁諮咨謀谋證证讀读讓让貝贝負负貢贡責责貧贫販贩貼贴賀贺賠赔賴赖質质賬账贈赠" +
  "趨趋跡迹踐践車车軍军軒轩載载較较輔辅輕轻輝辉輯辑辦办辭辞農农遊游違违遙遥遞递遷迁選选遺遗還还邁迈鄭郑鄰邻鈴铃鉅巨鉑铂銅铜銘铭" +
  "銳锐鋒锋錦锦鍋锅鍵键鎖锁鎮镇鏈链鏡镜鑄铸鑫鑫長长閉闭閱阅闊阔隆隆隱隐雖虽電电霸霸韋韦頓顿頻频顧顾顯显飄飘餅饼養养餐餐餘余騎骑" +
  "騙骗驅驱驟骤鬆松鬥斗鬧闹魯鲁鯨鲸鴨鸭鵬鹏鷹鹰鹽盐麵面黨党齡龄疊叠証证戸户駅驿沢泽浜滨広广鉄铁塩盐竜龙亀龟関关薬药験验両两円圆" +
  "売卖発发証证気气楽乐検检権权経经総总縄绳聴听脳脑芸艺覚觉観观訳译読读転转軽轻辺边遅迟郷乡釈释銭钱録录険险雑杂霊灵頼赖騒骚髪发";

/**
 * Folds one UTF-16 code unit: case, accents, width, and traditional Chinese to simplified.
 *
 * @returns a folded unit; {@link separator}, {@link ignorable}, {@link surrogate}; or several letters for {@link expand}
 */
export function foldUnit(unit: number): number {
  if (unit < 128) {
    if (unit >= 65 && unit <= 90) return unit + 32;
    return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) ? unit : separator;
  }
  if (unit >= 0xd800 && unit <= 0xdfff) return surrogate;
  const char = String.fromCharCode(unit);
  if (/[\p{M}\p{Cf}]/u.test(char)) return ignorable;
  if (unit >= 0x4e00 && unit <= 0x9fff) {
    const at = simplified.indexOf(char);
    // Pairs: an even position is a traditional form, an odd one is simplified already.
    return at >= 0 && at % 2 === 0 ? simplified.charCodeAt(at + 1) : unit;
  }
  const known = special[char];
  const plain = known ?? char.normalize("NFKD").toLowerCase().replaceAll(/\p{M}/gu, "");
  if (known === undefined && !/^[\p{L}\p{N}]/u.test(char)) {
    // Signs that stand for one letter (Ⓐ) are letters; "™" and "㎡" are not.
    return plain.length === 1 && /^[\p{L}\p{N}]$/u.test(plain) ? plain.charCodeAt(0) : separator;
  }
  if (plain.length === 1) return plain.charCodeAt(0);
  if (plain.length === 0) return ignorable;
  if (plain.length > 4) return unit;
  // Hangul decomposes into letters; its syllables stay as they are.
  if (!/^[\x20-\x7e]+$/.test(plain)) return unit >= 0xac00 && unit <= 0xd7a3 ? unit : plain.charCodeAt(0);
  if (!/^[a-z0-9]+$/.test(plain)) return separator;
  let packed = expansion;
  for (let at = 0; at < plain.length; at++) packed |= plain.charCodeAt(at) << (7 * at);
  return packed;
}

/** Whether a folded unit stands for several letters. */
export function isExpansion(folded: number): boolean {
  return (folded & expansion) !== 0 && folded > 0;
}

/** Takes the first letter of an expansion; what is left of it is `folded >> 7`, until {@link firstLetter} gives 0. */
export function firstLetter(folded: number): number {
  return folded & 0x7f;
}

/** What is left of an expansion without its flag. */
export function expansionLetters(folded: number): number {
  return folded & ~expansion;
}

/** Whether a folded unit is a token of its own: Han, kana, Hangul syllables. */
export function isSingle(folded: number): boolean {
  return (
    (folded >= 0x3041 && folded <= 0x30ff) ||
    (folded >= 0x3400 && folded <= 0x9fff) ||
    (folded >= 0xac00 && folded <= 0xd7a3) ||
    (folded >= 0xf900 && folded <= 0xfaff)
  );
}

/** Units from here on have no {@link FoldTable.codes}: their code is {@link rareCode}. */
export const codeLimit = 0x2100;
/** The bit of a code that is set where a run of plain letters ends. */
export const edgeBit = 8;
/** What the low byte of an edge's code says beside 0 (it parts words): it may join the labels of a host too … */
export const jointEdge = 1;
/** … or it needs a closer look: a letter that no byte holds, "&", or a unit not met before. */
export const rareEdge = 2;
export const rareCode = (1 << edgeBit) | rareEdge;

const pageBits = 8;

/** Answers of {@link foldUnit} for all code units, worked out when first asked for. */
export class FoldTable {
  /** For each unit the plain letter that it folds to; or that it is an edge, and what edge. */
  readonly codes = new Uint16Array(codeLimit).fill(rareCode);
  // By pages, of which a text asks for few.
  readonly #pages: (Int32Array | undefined)[] = Array.from({ length: 0x1_0000 >> pageBits }, () => undefined);

  constructor() {
    for (let unit = 0; unit < 128; unit++) this.resolve(unit);
    // What the labels of a host are joined by, plain or defanged; and "&", which is a word.
    for (const joint of ".[({") this.codes[joint.charCodeAt(0)] = (1 << edgeBit) | jointEdge;
    this.codes["&".charCodeAt(0)] = rareCode;
  }

  /** The answer for a unit that is not in the table yet, or is. */
  resolve(unit: number): number {
    const page = (this.#pages[unit >>> pageBits] ??= new Int32Array(1 << pageBits).fill(unknown));
    const kept = page[unit & ((1 << pageBits) - 1)] as number;
    if (kept !== unknown) return kept;
    const folded = foldUnit(unit);
    page[unit & ((1 << pageBits) - 1)] = folded;
    if (unit < codeLimit && folded >= 0 && folded < 0x80)
      this.codes[unit] = folded === separator ? 1 << edgeBit : folded;
    return folded;
  }
}

/** Folds a text to letters alone, without anything between them. */
export function squeeze(text: string): string {
  let out = "";
  for (let at = 0; at < text.length; at++) {
    const folded = foldUnit(text.charCodeAt(at));
    if (folded === surrogate) out += text.charAt(at);
    else if (folded <= 0) continue;
    else if (isExpansion(folded)) {
      for (let rest = expansionLetters(folded); rest !== 0; rest >>= 7)
        out += String.fromCharCode(firstLetter(rest));
    } else out += String.fromCharCode(folded);
  }
  return out;
}
