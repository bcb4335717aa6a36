/** The imports of an application that registers a model: the workflow, and the transport that signs. */
export { createSagemakerApi, registerLatestCompletedTraining } from "../generated/index.js";
