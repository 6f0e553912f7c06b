"""Prints the events of the Payments sample: events.py [AMQP_URI]. A subscriber needs no client library, see docs/events.md."""

import sys

import msgpack
import pika

uri = sys.argv[1] if len(sys.argv) > 1 else "amqp://guest:guest@localhost:5672/%2F"
channel = pika.BlockingConnection(pika.URLParameters(uri)).channel()
channel.exchange_declare("payments.events", "topic", durable=True)
queue = channel.queue_declare("", exclusive=True, auto_delete=True).method.queue
channel.queue_bind(queue, "payments.events", "PaymentEvents.*")


def on_event(channel, deliver, properties, body):
    # One array of the event's arguments; a record is an array as well.
    print(f"{deliver.routing_key}: {msgpack.unpackb(body)}", flush=True)
    channel.basic_ack(deliver.delivery_tag)


channel.basic_consume(queue, on_event)
print("subscribed", flush=True)
channel.start_consuming()
