const path = require("node:path");

module.exports = {
  mode: "production",
  entry: "./src/index.ts",
  output: { path: path.resolve(__dirname, "dist") },
  module: { rules: [{ test: /\.ts$/, exclude: /node_modules/, use: "babel-loader" }] },
  resolve: { extensions: [".ts", ".js"] },
};
