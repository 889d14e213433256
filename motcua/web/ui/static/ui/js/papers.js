// Papers of a form without a draft: each file goes up when it is chosen.
import "./leaves.js";
import "./uploads.js";
