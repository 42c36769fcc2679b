// Swagger UI on our own description of the API. It signs its tries with the session, and so needs the CSRF token.
import { csrfToken } from './session/session.js';

const place = document.getElementById('swagger-ui');

SwaggerUIBundle({
  domNode: place,
  url: place.dataset.url,
  deepLinking: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    request.headers['X-CSRF-Token'] = csrfToken();
    return request;
  },
});
