namespace TypedRpc.Generator.Tests.Formatters;

public enum Colour
{
    Red,
}
