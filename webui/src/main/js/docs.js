// Swagger UI on our own description of the API. It signs its tries with the session, and so needs the CSRF token.
import { csrfToken } from './session/session.js';

const place = document.getElementById('swagger-ui');
const root = document.documentElement;
const systemDark = matchMedia('(prefers-color-scheme: dark)');

// Swagger UI goes dark by a class of its own.
function followTheme() {
  const { theme } = root.dataset;
  root.classList.toggle('dark-mode', theme === 'dark' || (theme === 'auto' && systemDark.matches));
}

followTheme();
systemDark.addEventListener('change', followTheme);
new MutationObserver(followTheme).observe(root, { attributeFilter: ['data-theme'] });

// A link inside of a button that opens the same place can neither be told apart nor be hit by itself.
const plainPaths = ({ React }) => ({ components: { DeepLink: ({ text }) => React.createElement('span', null, text) } });

SwaggerUIBundle({
  domNode: place,
  url: place.dataset.url,
  deepLinking: true,
  validatorUrl: null,
  plugins: [plainPaths],
  requestInterceptor: (request) => {
    request.headers['X-CSRF-Token'] = csrfToken();
    return request;
  },
});
