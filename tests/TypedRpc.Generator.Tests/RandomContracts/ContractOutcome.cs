namespace TypedRpc.Generator.Tests.RandomContracts;

/// <summary>What may become of a contract.</summary>
internal enum ContractOutcome
{
    /// <summary>It compiled and every call was as if it were local.</summary>
    Called,

    /// <summary>It compiled. Nobody called it, or it has members that the scenario does not know.</summary>
    Compiled,

    /// <summary>The analyzer reported an error.</summary>
    RefusedByRule,

    /// <summary>The compiler reported an error in the user's file.</summary>
    RefusedByCompiler,
}
