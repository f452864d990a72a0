import { nameWords } from "./name-words.ts";

/** Words that mean money in whatever company they are. */
const money: ReadonlySet<string> = new Set(
  "price prices fee fees salary wage wages revenue payment payout refund subtotal invoice earnings income profit debit usd eur gbp chf jpy cny inr btc eth cents dollars euros money currency commission deposit withdrawal".split(
    " ",
  ),
);

/** Words that mean money more often than not. */
const perhaps: ReadonlySet<string> = new Set(
  "amount cost costs balance budget tax taxes discount expense expenses spend spent charge charges credit credits total investment tip bonus funding donation".split(
    " ",
  ),
);

/** What is measured in something else, whatever stands beside it: a share, a count, a speed, an amount of something named. */
const otherwise: ReadonlySet<string> = new Set(
  (
    "percent percentage pct ratio rate factor weight score rank multiplier index change growth share duration time ms seconds minutes hours days bytes count counts quantity qty " +
    "tokens token page pages views clicks ratings rating threshold probability confidence deviation variance tolerance slippage impact volatility size length distance height width level points"
  ).split(" "),
);

/** How sure a column's name makes it that the value is an amount of money; null when it says nothing of the kind. */
export function moneyName(name: string): "high" | "medium" | null {
  const words = nameWords(name);
  if (words.some((word) => otherwise.has(word))) return null;
  if (words.some((word) => money.has(word))) return "high";
  return words.some((word) => perhaps.has(word)) ? "medium" : null;
}
