import { describe, expect, test } from "vitest";
import { readListing } from "../../src/listing/listing.ts";
import { counts, negatedTypes, takenTypes } from "./reading.ts";

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)].toSorted();

type Row = readonly [
  title: string,
  body: string,
  taken: readonly string[],
  denied: readonly string[],
  counts: readonly number[],
];

describe("a post in Chinese", () => {
  test.for([
    [
      "",
      "某快递公司数据库泄露，包含姓名、手机号、收货地址和订单信息，共计1.2亿条。",
      ["address", "name", "phone", "purchase"],
      [],
      [120000000],
    ],
    [
      "【出售】某省社保数据 850万",
      "字段：姓名，身份证号，电话，工作单位，工资。价格：0.8 BTC，不含密码。",
      ["health_insurance", "income", "job", "name", "national_id", "phone"],
      ["password"],
      [8500000],
    ],
    [
      "",
      "该公司表示，银行卡信息和支付密码未受影响，泄露的是用户名、邮箱和登录IP。",
      ["email", "ip_address", "username"],
      ["credit_card", "pin"],
      [],
    ],
    [
      "",
      "黑客窃取了约2.28万条用户基本信息、1.9万条员工身份证数据和3.99万条车主身份证数据，并勒索225万美元等额比特币。",
      ["customer_record", "national_id", "vehicle"],
      [],
      [19000, 22800, 39900],
    ],
    [
      "",
      "医院数据被盗：病历、检查报告、医保卡号以及患者照片在暗网出售。",
      ["health", "health_insurance", "photo"],
      [],
      [],
    ],
    ["", "车辆销售信息和维修记录遭泄露，涉及5万名车主。", ["purchase", "vehicle"], [], [50000]],
    [
      "",
      "出售某交易所KYC资料，含护照、手持身份证照片、钱包地址，20万份。",
      ["crypto_wallet", "passport", "selfie_kyc"],
      [],
      [200000],
    ],
    [
      "",
      "攻击者获得了源代码、设计图纸和财务报表，公司未支付赎金。",
      ["financial_docs", "ip_docs", "source_code"],
      [],
      [],
    ],
  ] as readonly Row[])("%s %s", ([title, body, taken, denied, counted]) => {
    const listing = readListing({ title, body });
    expect(unique(takenTypes(listing))).toEqual(taken);
    expect(unique(negatedTypes(listing))).toEqual(denied);
    expect(counts(listing)).toEqual(counted);
  });
});

describe("a post in Russian", () => {
  test.for([
    [
      "",
      "Продам базу интернет-магазина: ФИО, телефоны, e-mail, адреса доставки, 1,4 млн строк. Цена 900$. Паролей нет.",
      ["address", "email", "name", "phone"],
      ["password"],
      [1400000],
    ],
    [
      "",
      "В открытый доступ попали данные 300 тысяч клиентов банка: имена, номера телефонов, паспортные данные и остатки на счетах.",
      ["name", "passport", "payment_info", "phone"],
      [],
      [300000],
    ],
    [
      "",
      "Хакеры выложили переписку сотрудников, договоры с поставщиками и исходный код приложения. Данные карт не пострадали.",
      ["contract", "email_content", "source_code"],
      ["credit_card"],
      [],
    ],
    [
      "",
      "Утечка затронула 5 млн пользователей: логины, хеши паролей, даты рождения, IP-адреса.",
      ["dob", "ip_address", "password", "username"],
      [],
      [5000000],
    ],
    [
      "",
      "Слив медцентра: диагнозы, полисы ОМС, СНИЛС, результаты анализов, 70к записей",
      ["health", "health_insurance", "national_id"],
      [],
      [70000],
    ],
    [
      "",
      "Компания сообщила, что пароли и платёжная информация не были скомпрометированы, однако злоумышленники получили адреса электронной почты и имена.",
      ["email", "name"],
      ["password", "payment_info"],
      [],
    ],
    [
      "",
      "Фуллки США: SSN, дата рождения, водительские права, отчёт кредитного бюро. 15$ за штуку",
      ["credit_score", "dob", "drivers_license", "fullz", "ssn"],
      [],
      [],
    ],
    [
      "",
      "Злоумышленники украли резервные копии, сканы паспортов работников и зарплатные ведомости завода.",
      ["income", "passport"],
      [],
      [],
    ],
  ] as readonly Row[])("%s %s", ([title, body, taken, denied, counted]) => {
    const listing = readListing({ title, body });
    expect(unique(takenTypes(listing))).toEqual(taken);
    expect(unique(negatedTypes(listing))).toEqual(denied);
    expect(counts(listing)).toEqual(counted);
  });
});

describe("a post in Spanish", () => {
  test.for([
    [
      "",
      "La aseguradora confirmó que se filtraron nombres, direcciones, números de póliza e historiales médicos de 450.000 clientes. No se vieron afectadas las contraseñas ni los datos bancarios.",
      ["address", "health", "insurance", "name"],
      ["bank_account", "password"],
      [450000],
    ],
    [
      "VENDO base de datos de un banco",
      "2,3 millones de registros: nombre, CURP, correo, teléfono, saldo. Precio: 4.000 USD, negociable.",
      ["email", "name", "national_id", "payment_info", "phone"],
      [],
      [2300000],
    ],
    [
      "",
      "El grupo publicó 120 GB con contratos, nóminas, facturas y copias de pasaportes de empleados.",
      ["contract", "income", "passport", "purchase"],
      [],
      [],
    ],
    [
      "",
      "Quedaron expuestas las fotos, los mensajes privados y la ubicación de los usuarios de la aplicación de citas.",
      ["location", "message", "photo"],
      [],
      [],
    ],
    [
      "",
      "Los atacantes enviaron correos fraudulentos a los clientes. La empresa aconseja cambiar la contraseña.",
      [],
      [],
      [],
    ],
    [
      "",
      "Los ciberdelincuentes robaron los números de tarjeta y el código de seguridad, pero no las direcciones.",
      ["credit_card", "cvv"],
      ["address"],
      [],
    ],
    [
      "",
      "Se venden fichas de 80 mil pacientes con diagnóstico, fecha de nacimiento y número de la seguridad social.",
      ["dob", "health", "ssn"],
      [],
      [80000],
    ],
    [
      "",
      "El código fuente y las claves de API de la plataforma aparecieron en un foro.",
      ["auth_token", "source_code"],
      [],
      [],
    ],
  ] as readonly Row[])("%s %s", ([title, body, taken, denied, counted]) => {
    const listing = readListing({ title, body });
    expect(unique(takenTypes(listing))).toEqual(taken);
    expect(unique(negatedTypes(listing))).toEqual(denied);
    expect(counts(listing)).toEqual(counted);
  });
});

describe("a post in French", () => {
  test.for([
    [
      "",
      "La fuite concerne 1,3 million d'abonnés : noms, prénoms, adresses postales, numéros de téléphone et IBAN. Les mots de passe n'ont pas été compromis.",
      ["address", "bank_account", "name", "phone"],
      ["password"],
      [1300000],
    ],
    [
      "",
      "À vendre : base d'une mutuelle, 640 000 lignes, numéro de sécurité sociale, date de naissance, e-mail, garanties. Prix 2 000 €",
      ["dob", "email", "health_insurance", "national_id", "ssn"],
      [],
      [640000],
    ],
    [
      "",
      "Les pirates affirment détenir des contrats, des bulletins de salaire et des pièces d'identité de salariés.",
      ["contract", "income", "national_id"],
      [],
      [],
    ],
    [
      "",
      "Selon l'enseigne, seuls le nom, l'adresse électronique et le numéro de carte de fidélité ont été consultés ; aucune donnée bancaire n'est concernée.",
      ["email", "name", "purchase"],
      ["bank_account"],
      [],
    ],
    [
      "",
      "Le fichier comprend les dossiers médicaux, les ordonnances et les résultats d'analyses de 12 000 patients.",
      ["health"],
      [],
      [12000],
    ],
    [
      "",
      "Un courriel frauduleux invite les clients à saisir leur mot de passe et leur code secret.",
      [],
      [],
      [],
    ],
    [
      "",
      "Des photos intimes et des conversations privées d'utilisateurs ont été publiées sur un forum.",
      ["message", "sexual"],
      [],
      [],
    ],
    [
      "",
      "Le code source et les identifiants de connexion de la régie ont fuité.",
      ["credentials", "source_code"],
      [],
      [],
    ],
  ] as readonly Row[])("%s %s", ([title, body, taken, denied, counted]) => {
    const listing = readListing({ title, body });
    expect(unique(takenTypes(listing))).toEqual(taken);
    expect(unique(negatedTypes(listing))).toEqual(denied);
    expect(counts(listing)).toEqual(counted);
  });
});

describe("a post in German", () => {
  test.for([
    [
      "",
      "Bei dem Angriff wurden Namen, Anschriften, Geburtsdaten und Bankverbindungen von rund 230.000 Kunden kopiert. Passwörter waren nicht betroffen.",
      ["address", "bank_account", "dob", "name"],
      ["password"],
      [230000],
    ],
    [
      "",
      "Verkaufe Kundendatenbank eines Händlers: 1,8 Mio. Datensätze mit Vorname, Nachname, E-Mail, Telefonnummer und Bestellungen. Preis 1.200 €",
      ["customer_record", "email", "name", "phone", "purchase"],
      [],
      [1800000],
    ],
    [
      "",
      "Die Erpresser veröffentlichten Personalakten, Gehaltsabrechnungen, Verträge und Konstruktionszeichnungen.",
      ["contract", "employee_record", "income", "ip_docs"],
      [],
      [],
    ],
    [
      "",
      "Gestohlen wurden Patientenakten und Laborbefunde. Kreditkartendaten wurden nicht gespeichert.",
      ["health"],
      ["credit_card"],
      [],
    ],
    ["", "Kunden sollten ihr Passwort ändern und auf Phishing-Mails achten.", [], [], []],
    [
      "",
      "Im Netz tauchten Ausweiskopien, Steuernummern und Chatverläufe von 4.500 Mietern auf.",
      ["message", "national_id", "tax"],
      [],
      [4500],
    ],
    [
      "",
      "Die Angreifer erbeuteten den Quellcode sowie Zugangsdaten von Administratoren.",
      ["credentials", "source_code"],
      [],
      [],
    ],
  ] as readonly Row[])("%s %s", ([title, body, taken, denied, counted]) => {
    const listing = readListing({ title, body });
    expect(unique(takenTypes(listing))).toEqual(taken);
    expect(unique(negatedTypes(listing))).toEqual(denied);
    expect(counts(listing)).toEqual(counted);
  });
});

describe("a post in Japanese", () => {
  test.for([
    [
      "",
      "不正アクセスにより、氏名、住所、電話番号、メールアドレスなど約35万件が流出した。クレジットカード情報は含まれていない。",
      ["address", "email", "name", "phone"],
      ["credit_card"],
      [350000],
    ],
    [
      "",
      "会員12万人分のパスワード（ハッシュ化済み）、生年月日、購入履歴が漏えいした可能性がある。",
      ["dob", "password", "purchase"],
      [],
      [120000],
    ],
    [
      "",
      "攻撃者は社員の給与情報、契約書、設計図を窃取したと主張している。",
      ["contract", "income", "ip_docs"],
      [],
      [],
    ],
    [
      "",
      "患者の診療記録と保険証番号が公開された。マイナンバーは流出していない。",
      ["health", "health_insurance"],
      ["national_id"],
      [],
    ],
    [
      "",
      "車両情報、ドライブレコーダー映像、位置情報が外部から閲覧できる状態だった。",
      ["location", "vehicle", "video"],
      [],
      [],
    ],
    [
      "",
      "販売：ECサイト会員DB 80万件、メール、パスワード、住所、カード番号。価格 500ドル",
      ["address", "credit_card", "email", "password"],
      [],
      [800000],
    ],
  ] as readonly Row[])("%s %s", ([title, body, taken, denied, counted]) => {
    const listing = readListing({ title, body });
    expect(unique(takenTypes(listing))).toEqual(taken);
    expect(unique(negatedTypes(listing))).toEqual(denied);
    expect(counts(listing)).toEqual(counted);
  });
});

describe("a post in Portuguese", () => {
  test.for([
    [
      "",
      "Vazaram nomes, CPFs, endereços e números de telefone de 3,2 milhões de clientes. As senhas não foram afetadas.",
      ["address", "name", "national_id", "phone"],
      ["password"],
      [3200000],
    ],
    [
      "",
      "VENDO banco de dados de um plano de saúde: 540 mil registros com nome, CPF, data de nascimento, laudos e exames. Preço R$ 8 mil.",
      ["dob", "health", "name", "national_id"],
      [],
      [540000],
    ],
    [
      "",
      "O grupo divulgou contratos, folhas de pagamento e e-mails internos da prefeitura.",
      ["contract", "email_content", "income"],
      [],
      [],
    ],
    [
      "",
      "Segundo a empresa, não há indícios de que dados de cartão tenham sido acessados; os invasores copiaram o histórico de compras e os e-mails.",
      ["email", "purchase"],
      ["credit_card"],
      [],
    ],
    ["", "Os golpistas enviam mensagens falsas para roubar senhas de bancos.", [], [], []],
    [
      "",
      "Chaves de API, código-fonte e credenciais de administradores ficaram expostos em um repositório aberto.",
      ["auth_token", "credentials", "source_code"],
      [],
      [],
    ],
    [
      "",
      "Foram roubadas fotos de documentos, selfies e comprovantes de residência de 90 mil motoristas.",
      ["address", "national_id", "selfie_kyc"],
      [],
      [90000],
    ],
  ] as readonly Row[])("%s %s", ([title, body, taken, denied, counted]) => {
    const listing = readListing({ title, body });
    expect(unique(takenTypes(listing))).toEqual(taken);
    expect(unique(negatedTypes(listing))).toEqual(denied);
    expect(counts(listing)).toEqual(counted);
  });
});

describe("a post in any of the languages, those with few words of their own included", () => {
  test.for([
    [
      "",
      "Z firmy wyciekły dane 120 tysięcy klientów: imiona, nazwiska, numery PESEL, adresy e-mail i numery telefonów. Hasła nie wyciekły.",
      ["email", "name", "national_id", "phone"],
      ["password"],
      [120000],
    ],
    [
      "",
      "Sprzedam bazę sklepu: 80 000 rekordów, imię i nazwisko, adres, hasło, numer karty. Cena 300 zł",
      ["address", "credit_card", "name", "password"],
      [],
      [80000],
    ],
    [
      "",
      "Hakerzy ukradli wyniki badań i dane medyczne pacjentów oraz skany dowodów osobistych.",
      ["health", "national_id"],
      [],
      [],
    ],
    [
      "",
      "Data 34 juta paspor warga dijual seharga 10.000 dolar. Berisi nama lengkap, nomor paspor, tanggal lahir dan jenis kelamin.",
      ["dob", "gender", "name", "passport"],
      [],
      [34000000],
    ],
    [
      "",
      "Dijual database 1,3 miliar nomor HP, NIK, operator dan tanggal registrasi. Harga 50 ribu dolar.",
      ["national_id", "phone"],
      [],
      [1300000000],
    ],
    [
      "",
      "Kebocoran data pelanggan: nama, alamat, email, nomor telepon dan kata sandi. Data kartu kredit tidak bocor.",
      ["address", "customer_record", "email", "name", "password", "phone"],
      ["credit_card"],
      [],
    ],
    [
      "",
      "Bij het datalek zijn namen, adressen, geboortedata en burgerservicenummers van 60.000 patiënten gestolen. Wachtwoorden zijn niet gelekt.",
      ["address", "dob", "name", "national_id"],
      ["password"],
      [60000],
    ],
    [
      "",
      "Rubati nomi, indirizzi email, numeri di telefono e codici fiscali di 200 mila clienti; le password non sono state compromesse.",
      ["email", "name", "national_id", "phone"],
      ["password"],
      [200000],
    ],
    [
      "",
      "Vendo database con 500 mila carte di credito e CVV, prezzo 3.000 euro",
      ["credit_card", "cvv"],
      [],
      [500000],
    ],
    [
      "",
      "Sızdırılan verilerde ad soyad, TC kimlik numarası, telefon numaraları ve adresler var.",
      ["address", "name", "national_id", "phone"],
      [],
      [],
    ],
    [
      "",
      "고객 30만 명의 이름, 전화번호, 이메일, 비밀번호가 유출됐다. 주민등록번호는 포함되지 않았다.",
      ["email", "name", "password", "phone"],
      ["national_id"],
      [300000],
    ],
    [
      "",
      "Según el anuncio, el vendedor ofrece una base con datos personales de 5,7 millones de argentinos: DNI, domicilio, fotografía y firma.",
      ["address", "national_id", "photo", "signature"],
      [],
      [5700000],
    ],
    [
      "",
      "Los documentos robados incluyen historias clínicas, resultados de laboratorio y datos de tarjetas sanitarias; las cuentas bancarias no se almacenan allí.",
      ["health", "health_insurance"],
      ["bank_account"],
      [],
    ],
    [
      "",
      "Filtración: usuarios, claves, correos y cédulas de 1.200 funcionarios",
      ["email", "national_id", "password", "username"],
      [],
      [1200],
    ],
    [
      "",
      "Продается доступ к базе страховой: договоры, полисы, паспорта и телефоны 800 тыс. клиентов, 2000$",
      ["contract", "insurance", "passport", "phone"],
      [],
      [800000],
    ],
    [
      "",
      "По словам компании, данные банковских карт и пароли не пострадали. Утекли имена, адреса доставки и история заказов.",
      ["address", "name", "purchase"],
      ["credit_card", "password"],
      [],
    ],
    [
      "",
      "В дампе: ID, имя, email, хеш пароля (bcrypt), телефон, IP, дата регистрации. 2 340 000 строк",
      ["browsing", "email", "ip_address", "name", "password", "phone"],
      [],
      [2340000],
    ],
    [
      "",
      "Betroffen sind E-Mail-Adressen, Telefonnummern und verschlüsselte Passwörter; Zahlungsdaten liegen auf einem anderen System und sind nicht betroffen.",
      ["email", "password", "phone"],
      ["payment_info"],
      [],
    ],
    [
      "",
      "Parmi les données dérobées : nom, prénom, date de naissance, numéro de téléphone et, pour certains, le numéro de permis de conduire.",
      ["dob", "drivers_license", "name", "phone"],
      [],
      [],
    ],
    [
      "",
      "O vazamento inclui nome completo, CPF, RG, data de nascimento, nome da mãe e score de crédito de 220 milhões de brasileiros.",
      ["credit_score", "dob", "family", "name", "national_id"],
      [],
      [220000000],
    ],
    [
      "",
      "据称该数据库包含30亿条记录，涉及姓名、住址、出生地、身份证号、手机号以及所有犯罪/案件详情，售价10个比特币。",
      ["address", "criminal_record", "dob", "name", "national_id", "phone"],
      [],
      [3000000000],
    ],
    [
      "",
      "流出したのは顧客の氏名、生年月日、口座番号などで、暗証番号は含まれないという。対象は約2万3000人。",
      ["bank_account", "dob", "name"],
      ["pin"],
      [23000],
    ],
  ] as readonly Row[])("%s %s", ([title, body, taken, denied, counted]) => {
    const listing = readListing({ title, body });
    expect(unique(takenTypes(listing))).toEqual(taken);
    expect(unique(negatedTypes(listing))).toEqual(denied);
    if (counted.length > 0) expect(counts(listing)).toEqual(counted);
  });
});
