/** A thread of the demo's forum. */
export interface Thread {
  readonly tid: number;
  readonly title: string;
  readonly author: string;
  /** Paragraphs of its first post. */
  readonly post: readonly string[];
  /** Seconds before the demo's start that it was opened; negative: after. */
  readonly openedBefore: number;
  readonly lastPostBefore: number;
}

/** An article of the demo's news feed. */
export interface Article {
  readonly slug: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly publishedBefore: number;
}

/** A victim on the demo's ransomware tracker. */
export interface TrackedVictim {
  readonly id: string;
  readonly name: string;
  readonly website: string;
  readonly group: string;
  readonly description: string;
  readonly country: string;
  readonly discoveredBefore: number;
}

/** What the three sources show at one moment of the demo. */
export interface Scene {
  readonly threads: readonly Thread[];
  readonly articles: readonly Article[];
  readonly victims: readonly TrackedVictim[];
  /** Whether the forum's first mirror answers. */
  readonly isFirstMirrorUp: boolean;
}

/** Something that happens while you watch. */
export interface Event {
  readonly atSeconds: number;
  /** As announced. */
  readonly says: string;
  readonly change: (scene: Scene) => Scene;
}

const day = 24 * 60 * 60;

/** What is there before the demo begins: stored by the first visits, alerted by none. */
export const openingScene: Scene = {
  isFirstMirrorUp: true,
  threads: [
    {
      tid: 4101,
      title: "[SELLING] Union Coast Savings, 31k customers",
      author: "tallow",
      post: ["31,000 customers of Union Coast Savings with names and e-mail addresses.", "Price: $700"],
      openedBefore: 3 * day,
      lastPostBefore: 2 * day,
    },
    {
      tid: 4088,
      title: "Senior Living of Millbrook database",
      author: "brackwater",
      post: ["Old dump, 9,400 rows. Free for members."],
      openedBefore: 9 * day,
      lastPostBefore: 8 * day,
    },
  ],
  articles: [
    {
      slug: "phishing-kits",
      title: "Phishing kits now come with a help desk",
      paragraphs: ["Sellers of ready-made phishing pages compete with support chats, a study finds."],
      publishedBefore: 2 * day,
    },
  ],
  victims: [
    {
      id: "anVuaW9yLWFjYWRlbXk",
      name: "Junior Academy Trust",
      website: "junior-academy.example",
      group: "paperwolf",
      description: "240 GB of school files will be published in five days.",
      country: "GB",
      discoveredBefore: 4 * day,
    },
  ],
};

const offer: Thread = {
  tid: 4127,
  title: "[SELLING] Suishenma 随申码, Shanghai health code, 48.5M users",
  author: "XJP",
  post: [
    "This DB holds everybody who lives in Shanghai or has been there since Suishenma was introduced: 48.5 million users.",
    "Fields: phone number, full name, Chinese ID number, health code status. A sample of 47 people is attached.",
    "Price: $4,850, BTC or XMR. One buyer only.",
  ],
  openedBefore: -4,
  lastPostBefore: -4,
};

const cheaperOffer: Thread = {
  ...offer,
  title: `[PRICE DROP] ${offer.title.replace("[SELLING] ", "")}`,
  post: [...offer.post.slice(0, 2), "Price lowered from $4,850 to $4,000, BTC or XMR. One buyer only."],
  lastPostBefore: -19,
};

const lots: Article = {
  slug: "nio-extortion",
  title: "Carmaker NIO extorted for US$2.25 million after theft of customer data",
  paragraphs: [
    "The Chinese electric-car maker NIO says that unnamed hackers demand US$2.25 million in Bitcoin and threaten to release data of its customers and staff.",
    "According to the message the haul holds 22,800 records of employees, 399,000 records of car owners' ID cards, 650,000 addresses of users and 4.85 million registered users.",
    "Parts are on sale one by one: 0.15 BTC for the 22,800 records of employees, 0.25 BTC for 39,900 car owner IDs. Vehicle sales information from before August 2021 is affected as well, the company confirmed.",
  ],
  publishedBefore: -8,
};

const openDatabase: Article = {
  slug: "irent-open-database",
  title: "Car-sharing service iRent left its customer database open to the internet",
  paragraphs: [
    "A database of iRent, run by Heyun Mobile Services of the Hetai Group, stood open without a password. At least 100,000 customers' identity documents and signatures could be seen.",
    "The company first spoke of 140,000 users and now counts 400,100 users as affected.",
    "Exposed were names, phone numbers, addresses, masked credit card data, ID cards, dates of birth, e-mail addresses, emergency contacts, uploaded photos and signatures. Full credit card numbers were not stored there and are not affected.",
  ],
  publishedBefore: -11,
};

const serverBreach: Article = {
  slug: "mazda-server-breach",
  title: "Mazda apologises for breach of an application server",
  paragraphs: [
    "Attackers entered a server of Mazda through a flaw in an application. 104,732 records of employees and business partners may have been leaked: names, e-mail addresses, departments and positions, and phone numbers.",
    "No customer data was stored on that server, Mazda said.",
    "It is not the first case in the industry: in May, Toyota reported that data of about 2.15 million users had been exposed, and at Tesla former staff took data of 75,000 people.",
  ],
  publishedBefore: -14,
};

const sourceCode: Article = {
  slug: "toyota-t-connect",
  title: "Toyota: 296,019 e-mail addresses of T-Connect customers may have leaked",
  paragraphs: [
    "Toyota warns users of its T-Connect service: part of the source code stood in a public repository, and with it a key to a server holding 296,019 e-mail addresses and customer numbers.",
    "Names, phone numbers and credit card data were not affected, the company said.",
  ],
  publishedBefore: -16,
};

const lookalikes: readonly TrackedVictim[] = [
  {
    id: "dW5pb24taGFyYm91cg",
    name: "Union Harbour Logistics",
    website: "union-harbour.example",
    group: "paperwolf",
    description: "Contracts and invoices, 80 GB.",
    country: "US",
    discoveredBefore: -6,
  },
  {
    id: "c2VuaW9yLWNhcmU",
    name: "Senior Care Partners",
    website: "senior-care.example",
    group: "paperwolf",
    description: "Files of 1,200 patients.",
    country: "US",
    discoveredBefore: -6,
  },
];

const trackedNio: TrackedVictim = {
  id: "bmlv",
  name: "NIO",
  website: "nio.example",
  group: "unknown",
  description:
    "The carmaker is asked to pay US$2.25 million in Bitcoin; 4.85 million registered users are listed.",
  country: "CN",
  discoveredBefore: -22,
};

/** The demo's events, in order. */
export const events: readonly Event[] = [
  {
    atSeconds: 3,
    says: "XJP opens a thread on the forum",
    change: (scene) => ({ ...scene, threads: [offer, ...scene.threads] }),
  },
  {
    atSeconds: 6,
    says: "the tracker lists two victims whose names hold “nio”",
    change: (scene) => ({ ...scene, victims: [...lookalikes, ...scene.victims] }),
  },
  {
    atSeconds: 8,
    says: "the press reports that NIO is extorted",
    change: (scene) => ({ ...scene, articles: [lots, ...scene.articles] }),
  },
  {
    atSeconds: 11,
    says: "an open database of iRent is reported",
    change: (scene) => ({ ...scene, articles: [openDatabase, ...scene.articles] }),
  },
  {
    atSeconds: 14,
    says: "Mazda publishes a breach; the article also names Toyota and Tesla",
    change: (scene) => ({ ...scene, articles: [serverBreach, ...scene.articles] }),
  },
  {
    atSeconds: 16,
    says: "Toyota warns its T-Connect customers",
    change: (scene) => ({ ...scene, articles: [sourceCode, ...scene.articles] }),
  },
  {
    atSeconds: 18,
    says: "the forum's first mirror goes down",
    change: (scene) => ({ ...scene, isFirstMirrorUp: false }),
  },
  {
    atSeconds: 20,
    says: "XJP lowers the price (to be seen on the second mirror only)",
    change: (scene) => ({
      ...scene,
      threads: scene.threads.map((thread) => (thread.tid === offer.tid ? cheaperOffer : thread)),
    }),
  },
  {
    atSeconds: 23,
    says: "the tracker lists NIO too: the same matter, so no second alert",
    change: (scene) => ({ ...scene, victims: [trackedNio, ...scene.victims] }),
  },
];

/** How long the demo plays. */
export const playSeconds = 28;
