/** Prints how much the seed's client weighs in a browser, beside the AWS SDK doing the same. */

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundleForBrowser } from "./bundle-for-browser.js";

interface Row {
  readonly name: string;
  readonly bytes: number | undefined;
  readonly gzippedBytes: number;
}

const folder = fileURLToPath(new URL(".", import.meta.url));

const rows = [await measureSeedClient(), await measureAwsClient()] as const;
printTable(rows);

async function measureSeedClient(): Promise<Row> {
  const bundle = await bundleForBrowser('export * from "./seed-client.js";', folder);
  return { ...bundle, name: "generated client with its transport" };
}

/** The SDK's own client if it is installed, and what it was measured to be elsewhere if it is not. */
async function measureAwsClient(): Promise<Row> {
  const manifest = new URL(
    "../node_modules/@aws-sdk/client-sagemaker/package.json",
    import.meta.url,
  );
  if (!existsSync(manifest)) {
    const name = "@aws-sdk/client-sagemaker 3.1142.0 (measured elsewhere)";
    return { name, bytes: undefined, gzippedBytes: 53_700 };
  }
  const { version } = JSON.parse(readFileSync(manifest, "utf8"));
  const names =
    "SageMakerClient, ListTrainingJobsCommand, DescribeTrainingJobCommand, CreateModelCommand";
  const entry = `export { ${names} } from "@aws-sdk/client-sagemaker";`;
  return {
    ...(await bundleForBrowser(entry, folder)),
    name: `@aws-sdk/client-sagemaker ${version}`,
  };
}

function printTable(rows: readonly [Row, Row]): void {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const line = (name: string, raw: string, gzipped: string) =>
    console.log(`${name.padEnd(width)}  ${raw.padStart(9)}  ${gzipped.padStart(9)}`);
  line("minified for the browser", "raw", "gzip -9");
  for (const { name, bytes, gzippedBytes } of rows) {
    line(name, bytes === undefined ? "-" : kilobytes(bytes), kilobytes(gzippedBytes));
  }
  const ratio = rows[1].gzippedBytes / rows[0].gzippedBytes;
  console.log(`\nThe SDK's client is ${ratio.toFixed(1)} times as large (gzipped).`);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
