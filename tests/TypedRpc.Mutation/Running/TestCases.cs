using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace TypedRpc.Mutation.Running;

/// <summary>The tests of an assembly that need nothing of xunit but their arguments.</summary>
internal static class TestCases
{
    /// <summary>They load what they compile beside the tests as they were built, not beside the mutated assembly.</summary>
    private const string Loading = "TypedRpc.Generator.Tests.Signatures";

    public static async Task<List<TestCase>> FindAsync(Assembly tests, string part)
    {
        var found = new List<TestCase>();
        foreach (var method in tests.GetExportedTypes().Where(type => type.Namespace != Loading && type.FullName!.Contains(part, StringComparison.Ordinal) && type.GetConstructor([]) is not null).SelectMany(static type => type.GetMethods()))
        {
            if (method.GetCustomAttribute<FactAttribute>() is not null)
            {
                found.AddRange(await ArgumentsAsync(method).Select(arguments => new TestCase(method, arguments)).ToListAsync());
            }
        }

        return found;
    }

    private static async IAsyncEnumerable<object?[]> ArgumentsAsync(MethodInfo method)
    {
        var count = method.GetParameters().Length;
        if (count == 0)
        {
            yield return [];
        }

        await using var disposals = new DisposalTracker();
        foreach (var attribute in method.GetCustomAttributes().OfType<IDataAttribute>())
        {
            if (attribute is MemberDataAttributeBase member)
            {
                member.MemberType ??= method.DeclaringType;
            }

            foreach (var row in await attribute.GetData(method, disposals))
            {
                yield return method.ResolveMethodArguments(row.GetData());
            }
        }
    }
}
