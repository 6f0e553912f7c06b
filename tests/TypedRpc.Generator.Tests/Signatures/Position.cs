namespace TypedRpc.Generator.Tests.Signatures;

/// <summary>Where a parameter stands.</summary>
internal enum Position
{
    Only,
    First,
    Last,
    BeforeToken,
    AfterToken,
    WithDefault,
}
