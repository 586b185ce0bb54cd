// Runs one file of SQL: node run.mjs <file>. Prints {"seconds" and "cpu" of the last statement, "rows": what it answered}.
import { readFile } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";

const statements = (await readFile(process.argv[2], "utf8")).split(";").map((one) => one.trim()).filter((one) => one.length > 0);
const connection = await (await DuckDBInstance.create(":memory:")).connect();
let seconds = 0;
let cpu = 0;
let rows = [];
for (const statement of statements) {
  const before = process.cpuUsage();
  const start = process.hrtime.bigint();
  const answer = await connection.runAndReadAll(statement);
  seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const used = process.cpuUsage(before);
  cpu = (used.user + used.system) / 1e6;
  rows = answer.getRowsJson();
}
console.log(JSON.stringify({ seconds, cpu, rows }));
