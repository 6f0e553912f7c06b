using TypedRpc.Generator.Collections;

namespace TypedRpc.Generator.Compatibility.Lines;

/// <summary>Reads what <see cref="WireEntry"/> prints.</summary>
internal static class EntryParser
{
    /// <exception cref="FormatException">The line is not one of a baseline.</exception>
    public static WireEntry Parse(string line)
    {
        var reader = new LineReader(line);
        var entry = reader.TryTake("contract ") ? ParseContract(reader)
            : reader.TryTake("type ") ? ParseType(reader)
            : throw new FormatException("it begins neither with 'contract' nor with 'type'");
        return reader.IsAtEnd ? entry : throw new FormatException("there is something behind its end");
    }

    private static WireEntry ParseContract(LineReader reader)
    {
        var exchange = reader.TakeName();
        reader.Take("/");
        var service = reader.TakeName();
        reader.Take(" ");
        if (!reader.TryTake("("))
        {
            return ParseMethod(reader, WireContract.KeyOf(exchange, service));
        }

        return reader.TakeUntil(')') switch
        {
            "direct" => new WireContract(exchange, service, IsTopic: false),
            "topic" => new WireContract(exchange, service, IsTopic: true),
            "events" => new WireContract(exchange, service, IsTopic: true, IsEvents: true),
            var type => throw new FormatException($"'{type}' is no exchange type"),
        };
    }

    private static WireMethod ParseMethod(LineReader reader, string contractKey)
    {
        var name = reader.TakeName();
        reader.Take("(");
        var parameters = new List<WireParameter>();
        if (!reader.TryTake(")"))
        {
            do
            {
                parameters.Add(ParseParameter(reader));
            }
            while (reader.TryTake(", "));
            reader.Take(")");
        }

        var result = reader.TryTake(" -> ") ? reader.TakeType() : null;
        var isOneWay = reader.TryTake("; one-way");
        var isIdempotent = reader.TryTake("; idempotent");
        var routingKey = reader.TryTake("; key ") ? reader.TakeName() : null;
        var faults = new List<WireFault>();
        while (reader.TryTake("; fault "))
        {
            var fault = reader.TakeName();
            reader.Take(": ");
            faults.Add(new(fault, reader.TakeType()));
        }

        return new(contractKey, name, new EquatableArray<WireParameter>(parameters), result, isOneWay, isIdempotent, routingKey, new EquatableArray<WireFault>(faults));
    }

    private static WireParameter ParseParameter(LineReader reader)
    {
        var name = reader.TakeName();
        reader.Take(": ");
        return new(name, reader.TakeType(), reader.TryTake(" = default"));
    }

    private static WireEntry ParseType(LineReader reader)
    {
        var label = reader.TakeType().ToString();
        reader.Take(" ");
        if (reader.TryTake("("))
        {
            return new WireShape(label, reader.TakeUntil(')'));
        }

        reader.Take("[");
        var key = reader.TakeKey();
        reader.Take("]");
        var name = reader.TryTake(" ") ? reader.TakeName() : "";
        return new WireMember(label, key, name, reader.TryTake(": ") ? reader.TakeType() : null);
    }
}
