// Copies the files under "vendor" of package.json from node_modules to the folder given.
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const target = process.argv[2];
mkdirSync(target, { recursive: true });
for (const [name, source] of Object.entries(JSON.parse(readFileSync("package.json", "utf-8")).vendor)) {
  copyFileSync(join("node_modules", source), join(target, name));
}
