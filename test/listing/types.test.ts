import { describe, expect, test } from "vitest";
import { dataTypeLabels, dataTypes, dataTypeSensitivity, readListing } from "../../src/listing/listing.ts";
import { negatedTypes, takenTypes } from "./reading.ts";

const taken = (body: string): readonly string[] => takenTypes(readListing({ title: "", body })).toSorted();

describe("data types", () => {
  test.for([
    ["The breach exposed names, email addresses and phone numbers.", ["email", "name", "phone"]],
    ["The leaked data includes email and IP addresses.", ["email", "ip_address"]],
    ["The leaked data contained physical, email and IP addresses.", ["address", "email", "ip_address"]],
    ["Stolen: credit card numbers with CVV codes.", ["credit_card", "cvv"]],
    ["The leaked data included emergency contacts.", ["contacts"]],
    ["The stolen data included names, car owner IDs and vehicle sales information.", ["name", "vehicle"]],
    ["Only masked credit card numbers leaked.", ["credit_card_partial"]],
    ["Selling fullz with SSN and DOB, fresh.", ["dob", "fullz", "ssn"]],
    ["The leak contains email:pass combos.", ["credentials"]],
    [
      "Los datos filtrados incluyen nombres, direcciones, números de teléfono y DNI.",
      ["address", "name", "national_id", "phone"],
    ],
    ["Die gestohlenen Daten enthalten Namen, Geburtsdaten und Passwörter.", ["dob", "name", "password"]],
    [
      "Les données volées contiennent des noms, des adresses e-mail et des numéros de téléphone.",
      ["email", "name", "phone"],
    ],
    ["泄露的数据包括姓名、手机号和身份证号。", ["name", "national_id", "phone"]],
    ["Утекли паспортные данные, номера телефонов и пароли.", ["passport", "password", "phone"]],
  ] as const)("%s", ([body, expected]) => {
    expect(taken(body)).toEqual(expected);
  });

  test.for([
    ["Names were leaked. Passwords were not affected.", ["name"], ["password"]],
    ["The stolen data did not include credit card details or passwords.", [], ["credit_card", "password"]],
    ["Names and phone numbers leaked, but no passwords.", ["name", "phone"], ["password"]],
    ["No transaction records, nor any credentials were stolen.", [], ["credentials", "payment_info"]],
    ["Not only names but also passwords were stolen.", ["name", "password"], []],
    [
      "Die Daten enthalten Namen und E-Mail-Adressen, aber keine Passwörter.",
      ["email", "name"],
      ["password"],
    ],
    ["被盗数据包括姓名和电话号码，未泄露密码。", ["name", "phone"], ["password"]],
  ] as const)("denied or not: %s", ([body, yes, no]) => {
    const listing = readListing({ title: "", body });
    expect(takenTypes(listing).toSorted()).toEqual(yes);
    expect(negatedTypes(listing).toSorted()).toEqual(no);
  });

  test.for([
    "Hackers sent phishing emails to the staff.",
    "The server was left open without a password.",
    "Users should change their password and never reuse it.",
    'A hacker with the username "quietfox" broke into the domain name registry.',
  ])("none: %s", (body) => {
    expect(taken(body)).toEqual([]);
  });

  test("each has a label and a sensitivity, and ids are unique", () => {
    expect(new Set(dataTypes.map(({ id }) => id)).size).toBe(dataTypes.length);
    for (const { id, label, sensitivity } of dataTypes) {
      expect(label).not.toBe("");
      expect(dataTypeLabels[id]).toBe(label);
      expect(sensitivity).toBeGreaterThanOrEqual(1);
      expect(sensitivity).toBeLessThanOrEqual(5);
    }
    expect(dataTypeLabels["phone"]).toBe("Phone numbers");
    expect(dataTypeSensitivity("ssn")).toBe(5);
    expect(dataTypeSensitivity("unheard-of")).toBe(2);
  });
});
