/** Injection token of the `ReadonlyMap<string, Provider>` the hub was composed with. */
export const PROVIDERS = Symbol('providers');
