import type { SourceErrorCode } from "../errors.ts";

/** The same in every language that is spoken: what is told in channels is English. */
type Remedy = Readonly<Record<"en" | "zh" | "ja", string>>;

// What each code asks of whoever runs Leakwatch; the message beside it says what happened.
const remedies: Readonly<
  Record<SourceErrorCode | "failed" | "no-posts" | "no-dates" | "no-threads", Remedy>
> = {
  "not-a-feed": {
    en: "The address answers with something else than a feed: look for the feed's own address.",
    zh: "该地址返回的不是订阅源：请查找订阅源本身的地址。",
    ja: "このアドレスはフィード以外を返します。フィード自体のアドレスを探してください。",
  },
  malformed: {
    en: "The answer cannot be read. It often mends itself; else look at the address in a browser.",
    zh: "返回内容无法读取。通常会自行恢复；否则请用浏览器查看该地址。",
    ja: "応答を読み取れません。多くは自然に直ります。直らなければブラウザーでアドレスを確認してください。",
  },
  "too-large": {
    en: "Raise the source's `request.maxBytes`, or choose an address with fewer posts.",
    zh: "请调高该来源的 `request.maxBytes`，或改用帖子较少的地址。",
    ja: "情報源の `request.maxBytes` を上げるか、投稿の少ないアドレスを選んでください。",
  },
  "too-deep": {
    en: "The answer is nested beyond reason: choose another address of this source.",
    zh: "返回内容嵌套过深：请为该来源另选地址。",
    ja: "応答の入れ子が深すぎます。この情報源の別のアドレスを選んでください。",
  },
  blocked: {
    en: "A login or a check for humans stands before it: give the source a cookie (`request.cookieEnv`) or a key (`request.headersEnv`).",
    zh: "前面有登录或真人验证：请为该来源设置 Cookie（`request.cookieEnv`）或密钥（`request.headersEnv`）。",
    ja: "ログインまたは人間確認があります。情報源に Cookie（`request.cookieEnv`）またはキー（`request.headersEnv`）を設定してください。",
  },
  "layout-changed": {
    en: "The page was rebuilt, or shows no posts: look at it in a browser, and correct the source's selectors.",
    zh: "页面已改版，或没有显示帖子：请用浏览器查看，并更正该来源的选择器。",
    ja: "ページが作り替えられたか、投稿が表示されていません。ブラウザーで確認し、情報源のセレクターを直してください。",
  },
  "bad-input": {
    en: "The source's entry says too little: name a preset or selectors.",
    zh: "来源的条目信息不足：请指定预设或选择器。",
    ja: "情報源の設定が足りません。プリセットまたはセレクターを指定してください。",
  },
  timeout: {
    en: "The server is slow or overloaded: raise the source's `request.timeout` if it always is.",
    zh: "服务器缓慢或过载：若一直如此，请调高该来源的 `request.timeout`。",
    ja: "サーバーが遅いか過負荷です。いつもそうなら情報源の `request.timeout` を上げてください。",
  },
  "refused-address": {
    en: "The address is not public: `LEAKWATCH_ALLOW_HOSTS` names those that may be read anyway.",
    zh: "该地址不是公网地址：`LEAKWATCH_ALLOW_HOSTS` 可列出仍允许读取的主机。",
    ja: "公開アドレスではありません。それでも読むホストは `LEAKWATCH_ALLOW_HOSTS` に指定します。",
  },
  dns: {
    en: "The host's name is not known: check the address, or wait where the site is down.",
    zh: "无法解析该主机名：请检查地址；若网站停机，请等待恢复。",
    ja: "ホスト名が見つかりません。アドレスを確認するか、サイトが停止中なら復旧を待ってください。",
  },
  tls: {
    en: "The server's certificate is not valid: check the address, or wait until it is renewed.",
    zh: "服务器的证书无效：请检查地址，或等待其更新证书。",
    ja: "サーバーの証明書が無効です。アドレスを確認するか、更新を待ってください。",
  },
  unreachable: {
    en: "The server does not answer: wait, or add a mirror to the source's `urls`.",
    zh: "服务器没有响应：请等待，或在该来源的 `urls` 中添加镜像。",
    ja: "サーバーが応答しません。待つか、情報源の `urls` にミラーを追加してください。",
  },
  "http-status": {
    en: "The server refuses or fails: check the address, or wait where it is the server's own fault.",
    zh: "服务器拒绝或出错：请检查地址；若是服务器自身的问题，请等待。",
    ja: "サーバーが拒否または失敗しています。アドレスを確認し、サーバー側の問題なら待ってください。",
  },
  truncated: {
    en: "The answer ended too early: this usually passes.",
    zh: "返回内容提前结束：通常会自行恢复。",
    ja: "応答が途中で終わりました。多くは自然に直ります。",
  },
  "proxy-missing": {
    en: "Start Tor, and name its proxy in `LEAKWATCH_TOR_PROXY`.",
    zh: "请启动 Tor，并在 `LEAKWATCH_TOR_PROXY` 中指定其代理。",
    ja: "Tor を起動し、そのプロキシを `LEAKWATCH_TOR_PROXY` に指定してください。",
  },
  robots: {
    en: "The site asks programs not to read this address: choose another one, or set `robots: ignore` in the source.",
    zh: "该网站要求程序不要读取此地址：请另选地址，或在来源中设置 `robots: ignore`。",
    ja: "サイトがこのアドレスの自動読み取りを断っています。別のアドレスを選ぶか、情報源に `robots: ignore` を設定してください。",
  },
  "no-posts": {
    en: "Look at the address in a browser: where the posts have moved, correct the source's `urls` or selectors.",
    zh: "请用浏览器查看该地址：若帖子已移到别处，请更正该来源的 `urls` 或选择器。",
    ja: "ブラウザーでアドレスを確認してください。投稿が移動していれば、情報源の `urls` またはセレクターを直してください。",
  },
  "no-dates": {
    en: "Look at how the dates are written now, and correct the source's `dates` or `list.date`.",
    zh: "请查看日期现在的写法，并更正该来源的 `dates` 或 `list.date`。",
    ja: "日付の現在の書き方を確認し、情報源の `dates` または `list.date` を直してください。",
  },
  "no-threads": {
    en: "Open a thread in a browser: where it wants a login, give the source a cookie (`request.cookieEnv`); else correct its `thread` selectors.",
    zh: "请用浏览器打开一个主题：若需要登录，请为该来源设置 Cookie（`request.cookieEnv`）；否则请更正其 `thread` 选择器。",
    ja: "ブラウザーでスレッドを開いてください。ログインが必要なら情報源に Cookie を設定し（`request.cookieEnv`）、そうでなければ `thread` のセレクターを直してください。",
  },
  failed: {
    en: "The reason is in the log.",
    zh: "原因记录在日志中。",
    ja: "原因はログにあります。",
  },
};

/** What can be done about an error of a source; null where its code is not known. */
export function findRemedy(code: string, language: keyof Remedy = "en"): string | null {
  return Object.hasOwn(remedies, code) ? remedies[code as keyof typeof remedies][language] : null;
}
