import { decodeXmlEntities } from "./characters.ts";
import { type XmlElement } from "./xml-tree.ts";

/** The vocabularies that feeds are written in. */
type Vocabulary =
  | "atom"
  | "rss"
  | "rdf"
  | "dc"
  | "dcterms"
  | "content"
  | "itunes"
  | "media"
  | "xhtml"
  | "other";

/** An element's name, told by its namespace. */
export interface ElementName {
  readonly vocabulary: Vocabulary;
  /** Without prefix, in lower case. */
  readonly local: string;
  /** Both: `dc:creator`. */
  readonly full: `${Vocabulary}:${string}`;
}

/** What an element's descendants inherit. */
export interface Scope {
  readonly prefixes: ReadonlyMap<string, Vocabulary>;
  /** Address that relative links are resolved against. */
  readonly base: string | undefined;
  /** Address of the document: what an empty `xml:base` means. */
  readonly document: string | undefined;
  /** Names of elements that were looked up before. */
  readonly names: Map<string, ElementName>;
  /** Vocabulary of names without a known namespace: that of the root. */
  readonly native: "atom" | "rss";
}

const vocabularies: readonly (readonly [RegExp, Vocabulary])[] = [
  [/^https?:\/\/(?:www\.)?w3\.org\/2005\/atom\/?$/i, "atom"],
  [/^https?:\/\/purl\.org\/(?:atom\/ns|echo)/i, "atom"],
  [/^https?:\/\/purl\.org\/(?:rss\/1\.0\/|net\/rss1\.1)(?!.*modules)/i, "rss"],
  [/^https?:\/\/(?:my|channel)\.netscape\.com\/(?:rdf|publish)/i, "rss"],
  [
    /^https?:\/\/(?:backend\.userland\.com|blogs?\.law\.harvard\.edu|cyber\.law\.harvard\.edu|www\.rssboard\.org)/i,
    "rss",
  ],
  [/^https?:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns/i, "rdf"],
  [/^https?:\/\/purl\.org\/dc\/elements\//i, "dc"],
  [/^https?:\/\/purl\.org\/dc\/terms/i, "dcterms"],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/content/i, "content"],
  [/^https?:\/\/(?:www\.itunes\.com|www\.apple\.com|example\.com)\/dtds\/podcast/i, "itunes"],
  [/^https?:\/\/search\.yahoo\.com\/mrss/i, "media"],
  [/^https?:\/\/www\.w3\.org\/1999\/xhtml/i, "xhtml"],
];
const commonPrefixes: Readonly<Record<string, Vocabulary | undefined>> = {
  atom: "atom",
  atom10: "atom",
  atom03: "atom",
  a10: "atom",
  rss: "rss",
  rdf: "rdf",
  dc: "dc",
  dcterms: "dcterms",
  content: "content",
  itunes: "itunes",
  media: "media",
  xhtml: "xhtml",
};
const foreignModules = /(?:\/modules?\/|\/extensions?\/|\/dtds?\/|schemas?)/i;

function vocabularyOfUri(uri: string, prefix: string, native: Scope["native"]): Vocabulary | null {
  if (uri === "") return null;
  const known = vocabularies.find(([pattern]) => pattern.test(uri));
  if (known !== undefined) return known[1];
  // An unknown default namespace is somebody's own name for the format itself.
  return prefix === "" && !foreignModules.test(uri) ? native : "other";
}

/** The scope below an element: its namespace declarations and its `xml:base` over what it inherits. */
export function enterElement(scope: Scope, { attributes }: XmlElement): Scope {
  let prefixes: Map<string, Vocabulary> | null = null;
  let base = scope.base;
  for (const [name, written] of attributes) {
    if (!name.startsWith("xml")) continue;
    const value = decodeXmlEntities(written).trim();
    if (name === "xmlns" || name.startsWith("xmlns:")) {
      prefixes ??= new Map(scope.prefixes);
      const prefix = name.slice(6);
      const vocabulary = vocabularyOfUri(value, prefix, scope.native);
      if (vocabulary === null) prefixes.delete(prefix);
      else prefixes.set(prefix, vocabulary);
    } else if (name === "xml:base") {
      base = URL.parse(value, scope.base ?? scope.document)?.href ?? base;
    }
  }
  if (prefixes === null) return base === scope.base ? scope : { ...scope, base };
  return { ...scope, prefixes, base, names: new Map() };
}

function findVocabulary(name: string, scope: Scope): Vocabulary {
  const colon = name.indexOf(":");
  const prefix = colon === -1 ? "" : name.slice(0, colon);
  const declared = scope.prefixes.get(prefix);
  if (declared !== undefined) return declared;
  return prefix === "" ? scope.native : (commonPrefixes[prefix.toLowerCase()] ?? "other");
}

/** What an element is called, by its namespace; by its prefix only where that is not declared. */
export function nameOf({ name }: XmlElement, scope: Scope): ElementName {
  const known = scope.names.get(name);
  if (known !== undefined) return known;
  const vocabulary = findVocabulary(name, scope);
  const local = name.slice(name.indexOf(":") + 1).toLowerCase();
  const found: ElementName = { vocabulary, local, full: `${vocabulary}:${local}` };
  scope.names.set(name, found);
  return found;
}
