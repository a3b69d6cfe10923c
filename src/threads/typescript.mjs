/** Preloaded by threads, which do not have the loader that `--import tsx` gave the main one. Plain, as nothing reads TypeScript yet. */
import { register } from "tsx/esm/api";

register();
