import { describe, expect, test } from "vitest";
import { readListing } from "../../src/listing/listing.ts";
import { negatedTypes, takenTypes } from "./reading.ts";

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)].toSorted();

describe("a data type in its clause", () => {
  test.for([
    [
      "The parcel firm Brightpost said on Monday that intruders copied the names, postal addresses and mobile numbers of 2.4 million customers. Bank details were stored on another system and were not touched. Customers should change their password and watch out for scam emails.",
      ["address", "name", "phone"],
      ["bank_account"],
    ],
    [
      "[SELLING] Northlake Telecom - 3.1M subscribers. Fields: full name | msisdn | imei | address | dob | iccid\nPrice: $3,500, one hand. Sample of 200 lines in the thread. No passwords in it.",
      ["address", "device_info", "dob", "name", "phone"],
      ["password"],
    ],
    [
      "A ransomware gang claims to hold 800 GB taken from Calder Steel, including payroll files, passport scans of staff, contracts with suppliers and technical drawings.",
      ["contract", "income", "ip_docs", "passport"],
      [],
    ],
    [
      "Hospital operator Westmere notified 61,000 patients. The files contained diagnoses, insurance policy numbers and Social Security numbers; no payment card data was involved.",
      ["health", "insurance", "ssn"],
      ["credit_card"],
    ],
    [
      "The leaked spreadsheet lists employees' salaries, bank account numbers and emergency contacts.",
      ["bank_account", "contacts", "income"],
      [],
    ],
    ["Fresh combo 12 million email:pass, mixed EU, 60% valid. Escrow accepted.", ["credentials"], []],
    [
      "According to the regulator, the company collects credit card numbers to bill its members. Only usernames and hashed passwords were exposed in the March incident.",
      ["password", "username"],
      [],
    ],
    [
      "Attackers used stolen credentials to log in to the help desk. They downloaded the source code of two products and private chats of engineers.",
      ["message", "source_code"],
      [],
    ],
    [
      "The malware can read text messages, record calls and steal contacts. It was found on 4,000 phones.",
      [],
      [],
    ],
    [
      "There is no evidence that passwords or card numbers were accessed. The intruder viewed names and order histories.",
      ["name", "purchase"],
      ["credit_card", "password"],
    ],
    ["Scammers sent phishing emails and fake invoices that ask for your card number and PIN.", [], []],
    [
      "A misconfigured bucket left 1.2 million driver's licence images and selfies of applicants open to anyone.",
      ["drivers_license", "selfie_kyc"],
      [],
    ],
    [
      "DATABASE OF A DATING APP. Total lines: 9,845,112. Columns: id, nickname, email, bcrypt hash, birthday, sexual orientation, last login ip, lat/long. Price 0.4 BTC.",
      ["dob", "email", "ip_address", "location", "password", "sexual", "username"],
      [],
    ],
    [
      "The seller offers fullz with SSN, DOB, DL and credit score at $12 each, minimum order 50.",
      ["credit_score", "dob", "drivers_license", "fullz", "ssn"],
      [],
    ],
    [
      "Masked card numbers and expiry dates were seen, but full card numbers and CVV codes were not stored.",
      ["credit_card_partial"],
      ["credit_card", "cvv"],
    ],
    [
      "Students' grades, disciplinary records and parents' phone numbers from the school district appeared on a leak site.",
      ["education", "phone"],
      [],
    ],
    [
      "Card data was stolen from franchised locations; the hotel reservation system was shut down.",
      ["credit_card"],
      [],
    ],
    ["The leak exposed photos of children and their parents’ names.", ["name", "photo"], []],
    ["Names and emails were dumped on a forum known as Baby Names.", ["email", "name"], []],
    [
      "The attackers scanned IP addresses of servers before they stole invoices and passwords.",
      ["password", "purchase"],
      [],
    ],
    ["The stolen data ranges from email addresses to phone numbers.", ["email", "phone"], []],
    ["The thieves used the stolen cards to purchase electronics.", [], []],
    ["The password-stealing malware was used against the NDA-bound staff.", [], []],
    ["Personal and cell phone numbers were leaked.", ["phone"], []],
    ["The breach exposed account personal identification numbers (PINs).", ["pin"], []],
    [
      "Not all stolen passwords belong to players, but email addresses were stolen as well.",
      ["email", "password"],
      [],
    ],
    ["The hackers published the names of the banks, and the addresses of customers.", ["address"], []],
    ["The leaked rows hold names, postcodes and phone numbers.", ["location", "name", "phone"], []],
    ["Staff were told to delete the message after generating new API keys.", [], []],
    ["The site dedicated to sharing photos said that email addresses were stolen.", ["email"], []],
    ["MD5 hashes of email addresses and names were leaked.", ["email", "name"], []],
    [
      "Harbour Bank said the names of its clients were stolen. In a separate incident, Fern Insurance lost passport scans to thieves.",
      ["name"],
      [],
    ],
    ["The dump contained 123k mail.example addresses and passwords.", ["email", "password"], []],
    ["The leaked table came with email and IP addresses.", ["email", "ip_address"], []],
    [
      "Thieves who used stolen email addresses and passwords opened the portal and copied tax returns.",
      ["tax"],
      [],
    ],
    ["A database with stolen email addresses and passwords was posted online.", ["email", "password"], []],
    ["Intruders got in by trying out the most common user names and passwords.", [], []],
    ["Users often store passwords in leaked notes.", [], []],
    [
      "The leaked rows hold email addresses, often accompanied by usernames and phone numbers.",
      ["email", "phone", "username"],
      [],
    ],
    ["The toy maker leaked voice recordings of children and parents.", ["audio"], []],
    [
      "The malware stole information from the system, including contact information.",
      ["address", "phone"],
      [],
    ],
    ["The thieves used the stolen cards to buy electronics and gift cards.", [], []],
    ["Attackers leaked an archive of files with odd characters in their names.", [], []],
    ["The theft of private emails was confirmed on Friday.", ["email_content"], []],
    ["The group stole ten unreleased episodes of the series from Fernhill Studios.", ["video"], []],
    [
      "Although email addresses were not exposed at first, intruders stole names, phone numbers, email addresses and passwords.",
      ["email", "name", "password", "phone"],
      [],
    ],
  ] as readonly (readonly [string, readonly string[], readonly string[]])[])(
    "%s",
    ([body, taken, denied]) => {
      const listing = readListing({ title: "", body });
      expect(unique(takenTypes(listing))).toEqual(taken);
      expect(unique(negatedTypes(listing))).toEqual(denied);
    },
  );
});
