import path from "node:path";

export default {
  mode: "production",
  entry: "./src/index.ts",
  output: { path: path.resolve(import.meta.dirname, "dist") },
  module: { rules: [{ test: /\.(ts|tsx)$/i, loader: "ts-loader", exclude: ["/node_modules/"] }] },
  resolve: { extensions: [".tsx", ".ts", ".jsx", ".js", "..."] },
};
