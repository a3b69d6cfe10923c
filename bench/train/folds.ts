/** Splits items into `count` folds and fits on all but one at a time: what each fold then shows was never fitted on. */
export function crossFit<Item, Fitted, Result>(
  items: readonly Item[],
  count: number,
  fit: (others: Item[]) => Fitted,
  apply: (fitted: Fitted, item: Item) => Result,
): Result[] {
  const results: Result[] = [];
  for (let fold = 0; fold < count; fold++) {
    const fitted = fit(items.filter((_, k) => k % count !== fold));
    items.forEach((item, k) => {
      if (k % count === fold) results[k] = apply(fitted, item);
    });
  }
  return results;
}
