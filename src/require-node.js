// Runs before anything else (`node --import`), in plain JavaScript that any Node from 18 on understands:
// the program itself is TypeScript that only a newer Node runs as it is.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `leakwatch: Node ${process.versions.node} cannot run it. On Linux (x64, arm64) and Windows (x64) "npm ci" brings Node 24 along ` +
      `(unless optional dependencies were left out); elsewhere install Node 24 from https://nodejs.org/ and try again.\n`,
  );
  process.exit(2);
}
