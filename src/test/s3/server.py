"""An S3 on 127.0.0.1 that keeps its conditions; prints its port.

It is moto's, one request at a time: moto looks whether a key is free and puts afterwards, so of two requests at once
both might find it free, which S3 itself excludes.
"""

import threading

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

moto = DomainDispatcherApplication(create_backend_app)
turn = threading.Lock()


def in_turn(environ, start_response):
    with turn:
        return list(moto(environ, start_response))


server = make_server("127.0.0.1", 0, in_turn, threaded=True, request_handler=MotoRequestHandler)
print(server.port, flush=True)
server.serve_forever()
