// Unpacks what @sparticuz/chromium brings, here: the browser, and tar files with its libraries and fonts.
const { brotliDecompressSync } = require("zlib");
const fs = require("fs");

const packed = "node_modules/@sparticuz/chromium/bin";
for (const name of fs.readdirSync(packed).filter((one) => one.endsWith(".br"))) {
  fs.writeFileSync(name.slice(0, -3), brotliDecompressSync(fs.readFileSync(`${packed}/${name}`)), { mode: 0o755 });
}
fs.rmSync("node_modules", { recursive: true });
