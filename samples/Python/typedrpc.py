"""A client of TypedRpc's protocol version 1 (docs/protocol.md), written from the specification."""

import itertools
import secrets
import time

import msgpack
import pika

CONTENT_TYPE = "application/vnd.typedrpc.v1+msgpack"
CALL, RESULT, FAULT, CANCEL = range(4)
NOT_EXECUTED, EXECUTED, UNKNOWN = 1, 2, 0
DEADLINE_EXCEEDED, UNAVAILABLE = 4, 14


class RpcError(Exception):
    """A call failed: a gRPC status, and whether the work was done."""

    def __init__(self, status, outcome, message, fault=None, detail=None):
        super().__init__(message)
        self.status, self.outcome, self.fault, self.detail = status, outcome, fault, detail


class RpcClient:
    """Calls one service; one call at a time."""

    def __init__(self, uri, exchange, service):
        self._exchange, self._service = exchange, service
        self._ids = itertools.count(secrets.randbits(48) + 1)
        self._connection = pika.BlockingConnection(pika.URLParameters(uri))
        self._channel = self._connection.channel()
        self._channel.exchange_declare(exchange, "direct", durable=True)
        self._channel.exchange_declare(f"{exchange}.replies", "direct", durable=True)
        self._reply_to = self._channel.queue_declare("", exclusive=True, auto_delete=True).method.queue
        self._channel.queue_bind(self._reply_to, f"{exchange}.replies", self._reply_to)
        self._channel.basic_consume(self._reply_to, self._on_reply, auto_ack=True)
        self._channel.add_on_return_callback(self._on_return)
        self._waiting, self._answer, self._returned = None, None, None

    def call(self, method, *arguments, timeout=10.0, key=None):
        """Calls a method and returns its result; the arguments are plain MessagePack values."""
        self._waiting, self._answer, self._returned = next(self._ids), None, None
        deadline = time.monotonic() + timeout
        control = f"{self._service}.$control"
        self._send(key or f"{self._service}.{method}", method, arguments, timeout, mandatory=True)
        while self._answer is None:
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                self._publish(control, msgpack.packb([CANCEL, self._waiting]), None, False)
                raise RpcError(DEADLINE_EXCEEDED, UNKNOWN, f"the deadline of {method} passed")
            self._connection.process_data_events(time_limit=remaining)
            if self._answer is None and self._returned == control:
                raise RpcError(UNAVAILABLE, NOT_EXECUTED, f"no server is bound for {method}")
            if self._answer is None and self._returned is not None:
                # Is there no server, or one that does not know the method? The probe is never executed.
                self._returned = None
                self._send(control, method, (), remaining, mandatory=True)
        return self._result(self._answer)

    def close(self):
        self._connection.close()

    def _send(self, key, method, arguments, timeout, mandatory):
        milliseconds = max(1, int(timeout * 1000))
        frame = [CALL, self._waiting, milliseconds, 1, f"{self._service}/{method}", None, msgpack.packb(list(arguments))]
        self._publish(key, msgpack.packb(frame), str(milliseconds), mandatory)

    def _publish(self, key, body, expiration, mandatory):
        properties = pika.BasicProperties(content_type=CONTENT_TYPE, reply_to=self._reply_to, expiration=expiration)
        self._channel.basic_publish(self._exchange, key, body, properties, mandatory)

    def _on_reply(self, channel, deliver, properties, body):
        # Only the called service may publish to its reply exchange.
        if deliver.exchange != f"{self._exchange}.replies":
            return
        for frame in msgpack.Unpacker(_Bytes(body), raw=False):
            if frame[1] == self._waiting and frame[0] in (RESULT, FAULT):
                self._answer = frame

    def _on_return(self, channel, method, properties, body):
        self._returned = method.routing_key

    @staticmethod
    def _result(frame):
        if frame[0] == RESULT:
            return msgpack.unpackb(frame[2], raw=False)
        _, _, status, outcome, message, _, fault, detail = frame[:8]
        raise RpcError(status, outcome, message, fault, None if detail is None else msgpack.unpackb(detail, raw=False))


class _Bytes:
    """What msgpack's Unpacker reads from."""

    def __init__(self, body):
        self._body = body

    def read(self, size):
        part, self._body = self._body[:size], self._body[size:]
        return part
