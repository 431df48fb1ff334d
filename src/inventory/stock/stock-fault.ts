/** What is wrong with the parameters of a stock, and with which. */
export interface StockFault<K extends string> {
  readonly key: K;
  readonly message: string;
}
