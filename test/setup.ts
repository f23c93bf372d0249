import fc from "fast-check";

// On CI a property draws the same values every time: a change is judged by what it changed. Everywhere else each run
// draws new ones, and what one finds becomes an example of its test.
if (process.env["CI"] !== undefined) fc.configureGlobal({ seed: 20_260_301 });
