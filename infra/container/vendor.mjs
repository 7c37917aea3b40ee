// Copies the files under "vendor" of package.json from node_modules to the folder given.
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const target = process.argv[2];
for (const [name, source] of Object.entries(JSON.parse(readFileSync("package.json", "utf-8")).vendor)) {
  mkdirSync(dirname(join(target, name)), { recursive: true });
  copyFileSync(join("node_modules", source), join(target, name));
}
