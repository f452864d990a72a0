import { importsOf } from "./imports.ts";
import { INTERFACE_MODULE, SERVER_MODULE } from "./role-packages.ts";

/** React itself counts only where it is used as a library of components: servers render mails with `createElement`. */
const componentName = /\b(?:use[A-Z]\w*|createContext|forwardRef|memo|lazy|Suspense)\b/;

/** Whether a text imports what draws a page. */
export function drawsInterface(text: string): boolean {
  for (const { specifier, names } of importsOf(text)) {
    if (INTERFACE_MODULE.test(specifier)) return true;
    if (/^(?:react|preact)$/.test(specifier) && componentName.test(names)) return true;
    // Servers import `redirect` and `notFound` of it as well.
    if (specifier === "next/navigation" && /\buse[A-Z]/.test(names)) return true;
  }
  return false;
}

/** What a text imports or makes that only a server can run; null when there is nothing. */
export function importsServer(text: string): string | null {
  for (const { specifier } of importsOf(text)) if (SERVER_MODULE.test(specifier)) return `\`${specifier}\``;
  const made = /\bnew PrismaClient\b|\binitTRPC\b|\bnew TRPCError\b/.exec(text);
  return made ? `\`${made[0]}\`` : null;
}

/** A variable of the environment that no bundler puts into a page: they go by prefixes. */
export function readsEnvironment(text: string): string | null {
  const found =
    /\bprocess\.env\.(?!NODE_ENV\b|(?:NEXT_PUBLIC|VITE|REACT_APP|PUBLIC|GATSBY|EXPO_PUBLIC|NX_PUBLIC|NUXT_PUBLIC)_)[A-Z]\w+/.exec(
      text,
    );
  return found ? `\`${found[0]}\`` : null;
}

const browser =
  /(?<![\w.$"'`])(?:window\.(?:location|addEventListener|open|history|localStorage|sessionStorage|matchMedia|navigator|innerWidth|innerHeight|scrollTo|document|requestAnimationFrame)|document\.(?:createElement|getElementById|querySelector(?:All)?|addEventListener|cookie|body|head|documentElement|visibilityState)|(?:localStorage|sessionStorage)\.(?:getItem|setItem|removeItem|clear)|navigator\.(?:clipboard|userAgent|mediaDevices|geolocation|serviceWorker|language)|new (?:IntersectionObserver|ResizeObserver|MutationObserver|FileReader)\b|requestAnimationFrame\()|\bimport\.meta\.env\.VITE_/;

/** What of the browser a text uses; null when there is nothing, and where code is handed to a driven page. */
export function usesBrowser(text: string): string | null {
  if (/\b(?:puppeteer|playwright|jsdom|happy-dom|linkedom|evaluate\()/.test(text)) return null;
  const found = browser.exec(text);
  return found ? `\`${found[0].replace(/\($/, "")}\`` : null;
}
