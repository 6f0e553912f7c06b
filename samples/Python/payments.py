"""Calls the Payments sample's server: payments.py [AMQP_URI]."""

import sys

from typedrpc import RpcClient, RpcError


def attempt(name, call):
    try:
        print(f"{name}: {call()}", flush=True)
    except RpcError as error:
        print(f"{name}: status={error.status} outcome={error.outcome} fault={error.fault} detail={error.detail}", flush=True)


uri = sys.argv[1] if len(sys.argv) > 1 else "amqp://guest:guest@localhost:5672/%2F"
payments = RpcClient(uri, "payments", "PaymentService")
attempt("balance", lambda: payments.call("GetBalance", "python"))
attempt("charge", lambda: payments.call("ChargeCard", ["python", "30", "EUR"])[1:])
attempt("too much", lambda: payments.call("ChargeCard", ["python", "1000", "EUR"]))
attempt("unknown method", lambda: payments.call("Polish", "top"))
attempt("deadline", lambda: payments.call("refund", "00000000-0000-0000-0000-000000000000", "1", timeout=0.3, key="refund"))
payments.close()

nobody = RpcClient(uri, "payments.nobody", "Nobody")
attempt("no server", lambda: nobody.call("Knock"))
nobody.close()
