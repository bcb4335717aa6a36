/** What an application imports to register a model: the workflow and the transport that signs for it. */
export { createSagemakerApi, registerLatestCompletedTraining } from "../generated/index.js";
