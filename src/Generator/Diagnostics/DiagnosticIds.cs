namespace TypedRpc.Generator.Diagnostics;

/// <summary>Ids of the rules; an id is never used again for another rule.</summary>
internal static class DiagnosticIds
{
    public const string NotAccessible = "TRPC1001";
    public const string ReturnType = "TRPC1004";
    public const string Member = "TRPC1005";
    public const string GenericMethod = "TRPC1006";
    public const string GenericContract = "TRPC1007";
    public const string Tokens = "TRPC1009";
    public const string Parameter = "TRPC1012";
    public const string DuplicateWireName = "TRPC1013";
    public const string OneWayAnswer = "TRPC1015";
    public const string DuplicateFault = "TRPC1016";
    public const string Empty = "TRPC1022";
    public const string Name = "TRPC1023";
    public const string Timeout = "TRPC1026";
    public const string ClassNameTaken = "TRPC1027";
    public const string Internal = "TRPC1099";
    public const string Payload = "TRPC2002";
}
