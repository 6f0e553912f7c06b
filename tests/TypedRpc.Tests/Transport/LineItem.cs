using TypedRpc.Transport;

namespace TypedRpc.Tests.Transport;

internal sealed class LineItem(int writer, int number) : ILineItem<LineItem>
{
    public int Writer => writer;

    public int Number => number;

    public LineItem? Next { get; set; }
}
