/** Runs one benchmark: `npm run bench -- read|poll|extract|match`, with its own options behind the name. */

const names = ["read", "poll", "extract", "match"];

const [name = ""] = process.argv.splice(2, 1);
if (names.includes(name)) {
  // It reads its own options and begins as soon as it is loaded.
  await import(`./${name}.ts`);
} else {
  process.stderr.write(`usage: npm run bench -- ${names.join("|")}\n`);
  process.exitCode = 2;
}
