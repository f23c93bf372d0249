/** Bounds on what is read: every document comes from a stranger. */

/** Of a document before and after decoding, in bytes and UTF-16 code units. */
export const maxDocumentLength = 8 * 1024 * 1024; // largest real feed among 2,230: 1.6 MB
/** Of nested elements. Deeper documents are refused before a tree is built: 100,000 levels overflow the stack. */
export const maxDepth = 256;
/** Posts of one feed or page. */
export const maxItems = 2_000;
/** Posts of one JSON answer: some trackers send their whole history each time. */
export const maxJsonItems = 20_000;
/** Of a title, in UTF-16 code units. */
export const maxTitleLength = 500;
/** Of a body or summary, in UTF-16 code units. */
export const maxTextLength = 256 * 1024;
/** Of an author's name, an organisation, a country, in UTF-16 code units. */
export const maxNameLength = 300;
/** Of an identity; longer ones are hashed. */
export const maxIdLength = 400;
/** Of an address: what browsers and servers commonly take. */
export const maxUrlLength = 4_096;
/**
 * Of a document that is read where it arrives, in bytes; larger ones get a worker thread.
 *
 * The worst of their size hold the event loop for less than 50 ms (`npm run bench -- read`): pages in which every
 * element is tried with every selector, feeds of nothing but rare character references.
 */
export const maxHeldLength = { feed: 96 * 1024, page: 48 * 1024, json: 512 * 1024 } as const;
/** Of a feed that rss-parser is asked about, in bytes: it has no thread of its own. */
export const maxOpinionLength = 512 * 1024;
/** How long a worker may take. */
export const workerTimeoutMs = 4_000;
