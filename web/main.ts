import './style/tokens.css';
import './style/base.css';
import './style/element.css';
import './style/print.css';
import { createApp } from 'vue';
import { createRequest } from './api/request.ts';
import { requestKey } from './api/use-request.ts';
import App from './app.vue';
import { loadGivenNames } from './language/given-names.ts';
import { createLanguage, languageKey } from './language/language.ts';
import { createDeskRouter } from './router.ts';
import { createSession, sessionKey } from './session/session.ts';
import { createKeys, keysKey } from './shell/keys.ts';
import { createLive, liveKey } from './shell/live.ts';
import { createTheme, themeKey } from './shell/theme.ts';
import { createUnitNames, unitNamesKey } from './units/unit-names.ts';

const theme = createTheme();
const language = await createLanguage();
const request = createRequest({
  language: () => language.tongue.value,
  onSignedOut: () => {
    session.forget();
    const { fullPath } = router.currentRoute.value;
    void router.push({ name: 'login', query: { to: fullPath, ended: 'yes' } });
  },
});
const session = createSession(request);
const router = createDeskRouter(session);
await Promise.all([loadGivenNames(request, language), session.known()]);

createApp(App)
  .use(router)
  .provide(languageKey, language)
  .provide(requestKey, request)
  .provide(sessionKey, session)
  .provide(themeKey, theme)
  .provide(keysKey, createKeys())
  .provide(liveKey, createLive())
  .provide(unitNamesKey, createUnitNames(request, language))
  .mount('#desk');
