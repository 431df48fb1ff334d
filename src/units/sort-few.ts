/** Up to so many are put in order by insertion: a general sort costs as much to begin as that. */
const FEW = 12;

/** Puts a list that is nearly always short in order, in its place. */
export function sortFew<Item>(items: Item[], order: (a: Item, b: Item) => number): void {
  if (items.length > FEW) {
    items.sort(order);
    return;
  }
  for (let end = 1; end < items.length; end++) {
    const item = items[end];
    let place = end;
    for (; place > 0 && order(items[place - 1], item) > 0; place--) items[place] = items[place - 1];
    items[place] = item;
  }
}
