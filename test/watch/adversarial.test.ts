import { describe, expect, test } from "vitest";
import { alertOf } from "./watches.ts";

describe("ordinary words that are companies as well", () => {
  test.for([
    ["Compass", "Compass discloses theft of tenant records", true],
    ["Compass", "A compass app leaks the location of hikers", false],
    ["Compass", "Broken compass: how leaked maps mislead", false],
    ["Lantern", "Insurer Lantern hit by ransomware", true],
    ["Lantern", "Lantern Festival ticket data leaked", false],
    ["Lantern", "Paper Lantern Restaurant breached", false],
    ["Harvest", "[SELLING] Harvest user database 2.1M", true],
    ["Harvest", "Bots harvest 3 million e-mail addresses", false],
    ["Harvest", "Credential harvest kit for sale", false],
    ["Summit", "Summit Bank says card data was copied", true],
    ["Summit", "Leaders meet at security summit after leak", false],
    ["Shield", "Shield confirms breach of claims portal", true],
    ["Shield", "New law will shield companies from breach suits", false],
    ["Root", "Root Inc. tells customers of data theft", true],
    ["Root", "Attackers gained root on the mail server", false],
    ["Block", "Payment firm Block admits data leak", true],
    ["Block", "How to block leaked passwords", false],
    ["Block", "Block: 4 of 12 servers encrypted", false],
    ["Anvil", "Anvil customers' card data dumped", true],
    ["Anvil", "Files dropped like an anvil on staff", false],
    ["Pulse", "Hosting provider Pulse confirms intrusion", true],
    ["Pulse", "The pulse of the leak market", false],
    ["Target", "Target: mid-size law firms", false],
    ["Target", "Hackers target hospitals again", false],
    ["Target", "Retailer Target hit by card theft", true],
    ["Gap", "Security gap exposed data of patients", false],
    ["Gap", "Gap Inc. warns applicants of breach", true],
    ["Slack", "Slack resets passwords after breach", true],
    ["Slack", "Cut some slack for the IT team", false],
    ["Oracle", "Oracle confirms breach of legacy servers", true],
    ["Oracle", "A padding oracle attack leaks keys", false],
  ] as const)("%s in %j: %s", ([name, title, expected]) => {
    expect(alertOf({ name }, { title }) !== null).toBe(expected);
  });
});

describe("places and people", () => {
  test.for([
    ["Lincoln", "Lincoln County schools hacked", false],
    ["Lincoln", "Abraham Lincoln letters leaked", false],
    ["Lincoln", "Automaker Lincoln warns owners of data theft", true],
    ["Phoenix", "Phoenix police data leaked", false],
    ["Austin", "Jane Austin charged with selling data", false],
    ["Denver", "Hospital in Denver loses patient files", false],
    ["Morgan", "Morgan said the files were copied in May", false],
    ["Morgan", "Piers Morgan phone records leaked", false],
    ["Hudson", "Town of Hudson pays ransom", false],
    ["Hudson", "Hudson River authority breached", false],
    ["Orange", "Orange County sheriff data leaked", false],
    ["Orange", "Telecom operator Orange hit by cyberattack", true],
    ["Orange", "Orange Belgium reports theft of 850,000 accounts", true],
    ["Jordan", "Jordan's ministry of health breached", false],
    ["Victoria", "Victoria state government mail leaked", false],
    ["Florence", "Data of Florence tourists sold", false],
    ["Wells", "H. G. Wells archive leaked", false],
    ["Valencia", "Clinic in Valencia loses patient files", false],
    ["Norwich", "Norwich police mailbox leaked", false],
    ["Bremen", "Bremen residents' data sold", false],
    ["Webster", "Carmaker Webster confirms breach", true],
    ["Webster", "Attorney Noah Webster loses files", false],
    ["Paris", "Database of Paris hospital for sale", false],
  ] as const)("%s in %j: %s", ([name, title, expected]) => {
    expect(alertOf({ name }, { title }) !== null).toBe(expected);
  });
});

describe("names inside longer names, dealers and other companies' customers", () => {
  test.for([
    ["Veltra", "Veltra Inc. breached", true],
    ["Ford", "Riverside Ford dealership customers leaked", false],
    ["Ford", "Ford denies theft of 44,000 customer records", true],
    ["Ford", "Ford Foundation grants data stolen", false],
    ["Apple", "Apple Valley Dental breached", false],
    ["Chase", "Chase bank customers phished", true],
    ["Chase", "Police chase hackers across town", false],
    ["Marathon", "Boston Marathon runners' data leaked", false],
    ["Marathon", "Refiner Marathon hit by ransomware", true],
    ["Delta", "Delta Dental patients affected by breach", false],
    ["Delta", "Delta Air Lines staff data leaked", false],
    ["United", "United Way donors exposed", false],
    ["Liberty", "Liberty University students' data stolen", false],
    ["NIO", "NIO Corporation of Ohio leaked", false],
    ["QVX", "QVX-7200 printer flaw leaks files", false],
    ["Meridian", "Old Meridian Winery data for sale", false],
    ["Kirby", "Kirby Risk", false],
    ["QVX", "QVX Company of Maine leaked", false],
    ["Falcon", "Falcon Ridge Academy pupils exposed", false],
    ["Falcon", "Millbrook Falcon Motors customers leaked", false],
    ["Pioneer", "Society of Pioneer Women breached", false],
    ["Beacon", "Beacon Roofing Supply", false],
  ] as const)("%s in %j: %s", ([name, title, expected]) => {
    expect(alertOf({ name }, { title }) !== null).toBe(expected);
  });
});

describe("forms, disguises and scripts", () => {
  test.for([
    [{ name: "Müller Logistik GmbH" }, "MUELLER LOGISTIK - 300GB", true],
    [{ name: "Straßenbau Kölz AG" }, "Strassenbau Koelz data leak", true],
    [{ name: "Smith & Wollen LLP" }, "Smith and Wollen files published", true],
    [{ name: "TechVantix Solutions" }, "Techvantix customers leaked", true],
    [{ name: "A.B. Quill Ltd" }, "AB Quill hit by ransomware", true],
    [{ name: "İstanbulyum" }, "istanbulyum müşteri verileri satılık", true],
    [{ name: "ﬁnora" }, "Finora accounts leaked", true],
    [{ name: "Ｔｏｌｖａｎｉｓ" }, "TOLVANIS accounts leaked", true],
    [{ name: "臺灣電力股份有限公司" }, "台湾电力遭黑客攻击", true],
    [{ name: "トルヴァン株式会社" }, "トルヴァンの顧客情報が流出", true],
    [{ name: "톨반전자" }, "톨반전자는 해킹을 확인했다", true],
    [{ name: "Kerber, Eck & Braun" }, "Kerber, Eck & Braun breached", true],
    [{ name: "Kerber Eck" }, "Stolen: Kerber, Eck, and Braun", false],
    [{ name: "Halvorsen" }, "Staff lost files. Halvorsen.", true],
    [{ name: "Northfield Quexil" }, "They moved to Northfield. Quexil was next", false],
  ] as const)("%j in %j: %s", ([terms, title, expected]) => {
    expect(alertOf(terms, { title }) !== null).toBe(expected);
  });
});

describe("domains", () => {
  const acme = { name: "Acmeworks", domains: ["acmeworks.com"] };
  test.for([
    [acme, "hxxps://www[.]acmeworks[.]com/login dump", true],
    [acme, "acmeworks(dot)com combo list", true],
    [acme, "mail from ceo@eu.acmeworks.com", true],
    [acme, "acmeworks.com.au customers", true],
    [acme, "acmeworks2.com leaked", false],
    [acme, "notacmeworks.com leaked", false],
    [acme, "acmeworks.com.evil.example leaked", false],
    [acme, "my-acmeworks.com shop breached", false],
    [{ name: "Telmio", domains: ["telmio.example"] }, "get it at https://t.me/telmio", false],
    [{ name: "Mega", domains: ["mega.nz"] }, "download: https://mega.nz/file/abc", false],
    [{ name: "Google", domains: ["google.com"] }, "sheet: https://docs.google.com/d/1", false],
    [{ name: "Zorbex", domains: ["zorbex.co.uk"] }, "zorbex.de", false],
  ] as const)("%j in %j: %s", ([terms, title, expected]) => {
    expect(alertOf(terms, { title }) !== null).toBe(expected);
  });
});

describe("titles of all kinds", () => {
  test.for([
    ["Compass", "Compass Group Data Breach Affects Thousands", true],
    ["Compass", "Hackers Use Compass Feature To Track Leaked Devices", false],
    ["Beacon", "Cobalt strike beacon found on server", false],
    ["Frontier", "Frontier Communications says hackers shut systems", true],
    ["Frontier", "The next frontier of data theft", false],
    ["Frontier", "Frontier hit by ransomware, outage continues", true],
    ["Square", "Square users' card data on sale", true],
    ["Square", "Protest at Tahrir Square, phones hacked", false],
    ["Square", "Times Square billboards hacked", false],
    ["Nest", "Nest cameras hacked, owners say", true],
    ["Nest", "Crow nest photos leaked", false],
    ["Visa", "Visa warns of card skimming", true],
    ["Visa", "Chinese visa applicants' data leaked", false],
    ["Visa", "Visa applications of 20,000 leaked", false],
    ["Chase", "Chase accounts with balance for sale", true],
    ["Capital One", "Capital one of the leaked cities", false],
    ["Capital One", "Capital One breach: 100 million affected", true],
    ["Best Buy", "best buy for stolen cards", false],
    ["Best Buy", "Best Buy employees phished", true],
    ["General Electric", "General Electric contractor Canon breached", true],
    ["Apple", "apple id accounts fresh 2030", false],
    ["Monday.com", "Monday.com breached", true],
    ["Monday.com", "On Monday, company said data leaked", false],
    ["HP", "HP printers leak documents", true],
    ["HP", "Bike 150 hp stolen", false],
    ["GE", "GE confirms leak", true],
    ["GE", "ge leaked", false],
    ["AT&T", "AT&T 73 million customers leaked", true],
    ["AT&T", "at t time data leaked", false],
    ["3M", "3M confirms breach", true],
    ["3M", "3M records leaked from hotel", false],
    ["3M", "Leak of 3M users", false],
    ["Zoom", "Zoom in on leaked maps", false],
    ["Zoom", "500,000 Zoom accounts sold on dark web", true],
    ["Match", "No match found for leaked hash", false],
    ["Match Group", "Match Group tells users of leak", true],
    ["Line", "Line admits leak of 440,000 users", true],
    ["Line", "Line 4 of the leaked document", false],
    ["Gap", "Mind the Gap: leaked report on tube safety", false],
    ["Stripe", "Blue Stripe Ltd hacked", false],
    ["Ring", "Ring doorbell passwords leaked", true],
    ["Ring", "Crime ring leaked data", false],
    ["Ring", "Police bust ring selling data", false],
    ["Wise", "Wise customers affected by Evolve breach", true],
    ["Wise", "Wise to change leaked passwords", false],
    ["Uber", "Uber breach exposes drivers", true],
    ["Nova", "Nova Scotia Power breached", false],
    ["Nova", "Villanova University leak", false],
    ["Sage", "Sage confirms employee data theft", true],
    ["Sage", "Sage advice on leaked data", false],
    ["Ally", "US ally hacked", false],
    ["Ally", "Ally Bank customers exposed", true],
    ["Discover", "Researchers discover leaked database", false],
    ["Progressive", "Progressive confirms breach at call centre", true],
    ["Progressive", "A progressive party's member list leaked", false],
    ["Progressive", "Progressive Party member list leaked", false],
    ["Shell", "Shell confirms Accellion breach", true],
    ["Shell", "Web shell on 200 servers for sale", false],
    ["Shell", "shell access uk company", false],
    ["Caterpillar", "Caterpillar dealer Wagner breached", false],
    ["Puma", "Puma employee data stolen in Kronos attack", true],
    ["Puma", "A puma escapes, zoo data leaked", false],
    ["Subway", "Subway franchise data allegedly stolen", true],
    ["Subway", "New York subway system hacked", false],
    ["Dove", "Dove soap customers leaked", true],
    ["Dove", "Dove Creek schools breached", false],
    ["Northwind", "Northwind Traders (northwind.example) 12GB", true],
    ["Halcyon", "Halcyon Village LLC", false],
    ["Brightwater", "Law firm Brightwater & Sons", true],
  ] as const)("%s in %j: %s", ([name, title, expected]) => {
    expect(alertOf({ name }, { title }) !== null).toBe(expected);
  });
});

describe("words that open a title", () => {
  test.for([
    ["Root", "Root access to a clinic for sale", false],
    ["Lantern", "Lantern lost as tide tables leak", false],
    ["Lantern", "Lantern lost 40,000 customer records", true],
    ["Discover", "Discover leaked data with one search", false],
    ["Discover", "Discover data breach affects card holders", true],
    ["QVX", "Java QVX bug leaks memory", false],
    ["QVX", "Carmaker QVX leaks memory of cars", true],
    ["Ultra", "ultra secure safe leaked", false],
    ["Mega", "mega database leaked", true],
    ["Lantern", "[SELLING] lantern customers 200k", true],
    ["Lantern", "[SELLING] lantern oil, fresh customers", false],
    ["CalmHarvest", "Calm Harvest confirms breach", true],
    ["CalmHarvest", "A calm harvest leaks into winter", false],
  ] as const)("%s in %j: %s", ([name, title, expected]) => {
    expect(alertOf({ name }, { title }) !== null).toBe(expected);
  });
});

describe("titles that are a company's name", () => {
  test.for([
    ["Dovarra", "Dovarra", true],
    ["Dovarra", "Dovarra Inc", true],
    ["Meadow", "North Meadow Inc", false],
    ["Meadow", "Meadow Inc", true],
    ["Meadow", "Meadow Group", false],
    ["Dovarra", "Dovarra Group", true],
    ["Bright Stay", "Oakton Weller Bright Stay", false],
    ["Bright Stay", "Bright Stay", true],
    ["Quill Industries", "Quill Stone Group", false],
    ["v&", "V&T Roofing Ltd", false],
    ["Webster", "Sutter and Webster", false],
    ["Lantern", "Lantern & Dovarra", true],
    ["Dovarra", "Velmont & Dovarra", true],
  ] as const)("%s in %j: %s", ([name, title, expected]) => {
    expect(alertOf({ name }, { title }) !== null).toBe(expected);
  });
});
